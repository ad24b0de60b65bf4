#include "cli/plugin_options.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli/local_series.hpp"
#include "support/errors.hpp"

namespace jobhost {

void add_plugin_options(CLI::App& command, PluginOptions& options) {
  command.add_option("FILE", options.file, "The plugin's .so file")->required();
  command.add_option("--settings", options.settings, "What `settings:` of jobs.yaml would hold, as JSON")
      ->type_name("JSON");
  auto* bars =
      command.add_option("--bars", options.bars, "Every series the plugin asks for is this CSV file of bars");
  bars->type_name("FILE");
  command.add_option("--data", options.data, "Series come from this data folder of a host")
      ->type_name("FOLDER")
      ->excludes(bars);
}

void require_settings(const PluginOptions& options) {
  const auto settings = nlohmann::json::parse(options.settings, nullptr, false);
  if (!settings.is_object()) {
    throw UserError("--settings is not a JSON object: write for example --settings '{\"a\": 1}'");
  }
}

ProbeSeries series_of(const PluginOptions& options, const std::filesystem::path& scratch) {
  if (!options.bars.empty()) { return series_from_csv(options.bars, scratch); }
  if (!options.data.empty()) { return series_from_data_folder(options.data); }
  return {};
}

std::string this_program() {
  return std::filesystem::read_symlink("/proc/self/exe").string();
}

}  // namespace jobhost
