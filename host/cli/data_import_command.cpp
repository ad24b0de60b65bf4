#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli/client_options.hpp"
#include "cli/commands.hpp"
#include "cli/host_api.hpp"
#include "cli/json_fields.hpp"
#include "cli/local_file.hpp"
#include "cli/number_text.hpp"

namespace jobhost {
namespace {

struct ImportOptions {
  std::string file;
  SeriesImport series;
};

// " from 1999-01-04 to 2018-12-31"; empty when the host does not list the series.
std::string span_text(HostApi& host, const SeriesImport& series) {
  const auto document = parse_document(host.series().body);
  for (const auto& each : list_field(document, "series")) {
    if (text_field(each, "symbol") == series.symbol && text_field(each, "timeframe") == series.timeframe) {
      return fmt::format(", from {} to {}", date_text(time_field(each, "first")),
                         date_text(time_field(each, "last")));
    }
  }
  return {};
}

void print_imported(HostApi& host, const SeriesImport& series, const Json& answer) {
  const auto& unchanged = answer.contains("unchanged") ? answer.at("unchanged") : Json();
  const auto what = unchanged == true ? std::string("already there, nothing changed")
                                      : with_thousands(int_field(answer, "added")) + " bars imported";
  fmt::print("{} {}: {}; version {} has {} bars{}\n", series.symbol, series.timeframe, what,
             int_field(answer, "version"), with_thousands(int_field(answer, "bars")), span_text(host, series));
}

ExitCode import(const ClientOptions& client, ImportOptions options) {
  options.series.csv = read_file_or_stdin(options.file);
  if (options.series.source.empty() && options.file != "-") {
    options.series.source = std::filesystem::path(options.file).filename();
  }
  auto host = connect(client);
  const auto answer = host.import_series(options.series);
  if (client.json) {
    print_json_line(answer.body);
  } else {
    print_imported(host, options.series, parse_document(answer.body));
  }
  return ExitCode::ok;
}

}  // namespace

void add_data_import_command(CLI::App& data, CommandLine& line) {
  auto options = std::make_shared<ImportOptions>();
  auto* command = data.add_subcommand("import", "Import bars from a CSV file: all of its rows or none");
  command
      ->add_option("FILE", options->file, "CSV with a heading: date, open, high, low, close, volume in any order")
      ->required();
  command->add_option("--symbol", options->series.symbol, "Such as SP500")->required();
  command->add_option("--timeframe", options->series.timeframe, "Such as 1m, 4h, 1d")->required();
  command->add_option("--source", options->series.source, "Where the data is from (default: the name of the file)")
      ->type_name("TEXT");
  command->add_flag("--append", options->series.append, "Add later bars instead of replacing the series");
  add_client_options(*command, line.client);
  command->callback([options, &line] { line.exit = import(line.client, *options); });
}

}  // namespace jobhost
