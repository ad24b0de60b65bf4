#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli/client_options.hpp"
#include "cli/commands.hpp"
#include "cli/host_api.hpp"
#include "cli/json_fields.hpp"
#include "cli/number_text.hpp"
#include "cli/terminal_text.hpp"
#include "cli/text_table.hpp"

namespace jobhost {
namespace {

std::string reason_of(const Json& generation) {
  const auto& refusal = object_field(generation, "refusal");
  return text_field(refusal, "reason");
}

std::string generations_table(const Json& generations, int width) {
  TextTable table(
      {{"generation", Align::right}, {"type"}, {"state"}, {"version"}, {"SHA-256"}, {"staged (UTC)"}, {"reason"}});
  for (const auto& each : generations) {
    table.add_row({fmt::format("{}", int_field(each, "generation")), text_field(each, "type"),
                   text_field(each, "state"), text_field(each, "version"), text_field(each, "digest").substr(0, 12),
                   time_text(time_field(each, "staged_at")), reason_of(each)});
  }
  return table.render(width);
}

ExitCode list_generations(const ClientOptions& client, int limit) {
  auto host = connect(client);
  const auto answer = host.plugins(limit);
  const auto document = parse_document(answer.body);
  const auto& generations = list_field(document, "plugins");
  if (client.json) {
    print_json_line(answer.body);
  } else if (generations.empty()) {
    fmt::print("no plugin has been loaded yet\n");
  } else {
    fmt::print("{}", generations_table(generations, terminal_width(stdout)));
  }
  return ExitCode::ok;
}

}  // namespace

void add_plugin_list_command(CLI::App& plugin, CommandLine& line) {
  auto limit = std::make_shared<int>(20);
  auto* command = plugin.add_subcommand("list", "Generations of the host's plugins, newest first");
  command->add_option("--limit", *limit, "At most so many")->check(CLI::Range(1, 1'000))->capture_default_str();
  add_client_options(*command, line.client);
  command->callback([limit, &line] { line.exit = list_generations(line.client, *limit); });
}

}  // namespace jobhost
