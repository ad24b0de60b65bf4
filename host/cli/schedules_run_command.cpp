#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli/client_options.hpp"
#include "cli/commands.hpp"
#include "cli/host_api.hpp"
#include "cli/json_fields.hpp"
#include "cli/terminal_text.hpp"

namespace jobhost {
namespace {

ExitCode run_schedule(const ClientOptions& client, const std::string& name) {
  auto host = connect(client);
  const auto answer = host.run_schedule(name);
  const auto document = parse_document(answer.body);
  if (client.json) {
    print_json_line(answer.body);
  } else {
    fmt::print("job {} has been submitted\n", int_field(document, "id"));
  }
  return ExitCode::ok;
}

}  // namespace

void add_schedules_run_command(CLI::App& schedules, CommandLine& line) {
  auto name = std::make_shared<std::string>();
  auto* command = schedules.add_subcommand("run", "Submit the job of a schedule now; when it is due next stays");
  command->add_option("NAME", *name, "The schedule")->required();
  add_client_options(*command, line.client);
  command->callback([name, &line] { line.exit = run_schedule(line.client, *name); });
}

}  // namespace jobhost
