// Registers `serve` and `runner`; what they do is in serve.cpp and runner.cpp.
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/runner.hpp"
#include "cli/serve.hpp"

namespace jobhost {

void add_serve_command(CLI::App& app, CommandLine& line) {
  auto options = std::make_shared<ServeOptions>();
  auto* command = app.add_subcommand("serve", "Run the host: API, queue and runners");
  command->add_option("--config", options->config, "Configuration file")->type_name("FILE")->capture_default_str();
  command
      ->add_option("--listen", options->listen,
                   "Listen here instead of where the configuration says; port 0 takes "
                   "a free one, which is printed and written to DIR/address")
      ->type_name("ADDR:PORT");
  command->add_option("--data", options->data, "Store everything here instead of where the configuration says")
      ->type_name("DIR");
  command->callback([options, &line] {
    // `jobhost --data DIR serve` means the same.
    if (options->data.empty()) { options->data = line.client.hints.data; }
    line.exit = static_cast<ExitCode>(serve_command(*options));
  });
}

void add_runner_command(CLI::App& app, CommandLine& line) {
  struct Descriptors {
    int socket = -1;
    int shared = -1;
  };
  auto options = std::make_shared<Descriptors>();
  auto* command = app.add_subcommand("runner", "Started by the host, not by people");
  command->group("");  // not in --help
  command->add_option("--socket", options->socket)->required();
  command->add_option("--shared", options->shared)->required();
  command->callback(
      [options, &line] { line.exit = static_cast<ExitCode>(runner_command(options->socket, options->shared)); });
}

}  // namespace jobhost
