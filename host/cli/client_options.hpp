// The options that every command shares which talks to a host: where it is, and whether to print its JSON.
#pragma once

#include <string>

#include "cli/host_api.hpp"

namespace CLI {
class App;
}

namespace jobhost {

struct ClientOptions {
  HostHints hints;
  bool json = false;  // the host's documents on stdout, one per line, and nothing else
};

// `options` must outlive the parser.
void add_client_options(CLI::App& command, ClientOptions& options);

// A client of the host that the options and the environment name. Throws what find_host throws.
HostApi connect(const ClientOptions& options);

// One line of stdout for --json: the document as the host sent it.
void print_json_line(const std::string& document);

}  // namespace jobhost
