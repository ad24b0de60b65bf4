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

std::string next_text(const Json& schedule) {
  return schedule.value("enabled", false) ? time_text(time_field(schedule, "next_due")) : "disabled";
}

std::string last_job_text(const Json& schedule) {
  const auto id = int_field(schedule, "last_job");
  return id == 0 ? "-" : fmt::format("{}", id);
}

std::string schedules_table(const Json& schedules, int width) {
  TextTable table({{"schedule"},
                   {"cron"},
                   {"type"},
                   {"next (UTC)"},
                   {"last (UTC)"},
                   {"job", Align::right},
                   {"missed", Align::right},
                   {"last error"}});
  for (const auto& each : schedules) {
    table.add_row({text_field(each, "name"), text_field(each, "cron"), text_field(each, "type"), next_text(each),
                   time_text(time_field(each, "last_slot")), last_job_text(each),
                   with_thousands(int_field(each, "missed")), text_field(each, "last_error")});
  }
  return table.render(width);
}

ExitCode list_schedules(const ClientOptions& client) {
  auto host = connect(client);
  const auto answer = host.schedules();
  const auto document = parse_document(answer.body);
  const auto& schedules = list_field(document, "schedules");
  if (client.json) {
    print_json_line(answer.body);
  } else if (schedules.empty()) {
    fmt::print("jobs.yaml has no schedules\n");
  } else {
    fmt::print("{}", schedules_table(schedules, terminal_width(stdout)));
  }
  return ExitCode::ok;
}

}  // namespace

void add_schedules_command(CLI::App& app, CommandLine& line) {
  auto* command = app.add_subcommand("schedules", "Jobs that the host submits by itself, and when");
  command->require_subcommand(0, 1);
  add_client_options(*command, line.client);
  add_schedules_run_command(*command, line);
  command->callback([command, &line] {
    if (command->get_subcommands().empty()) { line.exit = list_schedules(line.client); }
  });
}

}  // namespace jobhost
