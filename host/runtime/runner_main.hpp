// The runner process: loads ONE plugin, runs one job at a time, leaves when the host closes the socket.
#pragma once

namespace jobhost {

// Body of `jobhost runner`. socket_fd: the wire; shared_fd: the flags. Returns the exit code.
int run_runner(int socket_fd, int shared_fd);

}  // namespace jobhost
