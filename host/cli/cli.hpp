// The command line of jobhost: parses it, runs one command, turns every exception into a message on stderr and an
// exit status (exit_code.hpp). Called by main and by nobody else; main thread.
#pragma once

namespace jobhost {

int run_cli(int argc, char** argv);

}  // namespace jobhost
