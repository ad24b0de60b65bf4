#include "cli/client_options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>

namespace jobhost {

void add_client_options(CLI::App& command, ClientOptions& options) {
  command.add_option("--server", options.hints.server, "Address of the host, such as http://127.0.0.1:8080")
      ->type_name("URL");
  command
      .add_option("--data", options.hints.data, "Data folder of the host; its file 'address' says where it listens")
      ->type_name("DIR");
  command.add_flag("--json", options.json, "Print the host's JSON documents, one per line, and nothing else");
}

HostApi connect(const ClientOptions& options) {
  return HostApi(find_host(options.hints, std::getenv("JOBHOST_SERVER")));
}

void print_json_line(const std::string& document) {
  auto line = document;
  // Raw line breaks are between tokens only; inside a JSON string they would be escaped.
  for (auto& c : line) {
    if (c == '\n' || c == '\r') { c = ' '; }
  }
  fmt::print("{}\n", line);
  std::fflush(stdout);
}

}  // namespace jobhost
