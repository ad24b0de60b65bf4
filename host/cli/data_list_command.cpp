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

std::string series_table(const Json& series, int width) {
  TextTable table({{"symbol"},
                   {"timeframe"},
                   {"bars", Align::right},
                   {"first"},
                   {"last"},
                   {"version", Align::right},
                   {"trials", Align::right},
                   {"source"},
                   {"imported (UTC)"}});
  for (const auto& each : series) {
    table.add_row({text_field(each, "symbol"), text_field(each, "timeframe"),
                   with_thousands(int_field(each, "bars")), date_text(time_field(each, "first")),
                   date_text(time_field(each, "last")), fmt::format("{}", int_field(each, "version")),
                   with_thousands(int_field(each, "trials")), text_field(each, "source"),
                   time_text(time_field(each, "imported_at"))});
  }
  return table.render(width);
}

ExitCode list_series(const ClientOptions& client) {
  auto host = connect(client);
  const auto answer = host.series();
  const auto document = parse_document(answer.body);
  const auto& series = list_field(document, "series");
  if (client.json) {
    print_json_line(answer.body);
  } else if (series.empty()) {
    fmt::print("no market data; import some with: jobhost data import FILE --symbol S --timeframe T\n");
  } else {
    fmt::print("{}", series_table(series, terminal_width(stdout)));
  }
  return ExitCode::ok;
}

}  // namespace

void add_data_list_command(CLI::App& data, CommandLine& line) {
  auto* command = data.add_subcommand("list", "List the series the host has");
  add_client_options(*command, line.client);
  command->callback([&line] { line.exit = list_series(line.client); });
}

}  // namespace jobhost
