#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli/client_options.hpp"
#include "cli/commands.hpp"
#include "cli/json_fields.hpp"
#include "cli/terminal_text.hpp"
#include "cli/text_table.hpp"
#include "config/load_config.hpp"
#include "support/duration.hpp"
#include "support/errors.hpp"

namespace jobhost {
namespace {

bool plugin_exists(const JobTypeConfig& type) {
  std::error_code ignored;  // a folder that may not be entered: the host could not load it either
  return std::filesystem::is_regular_file(type.plugin, ignored);
}

std::string summary_json(const Config& config) {
  auto types = Json::array();
  for (const auto& type : config.job_types) {
    types.push_back(
        {{"name", type.name}, {"plugin", type.plugin.string()}, {"plugin_exists", plugin_exists(type)}});
  }
  const Json summary{{"file", config.file.string()}, {"problems", Json::array()}, {"job_types", std::move(types)}};
  return summary.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string problems_json(const std::filesystem::path& file, const UserError& error) {
  auto problems = Json::array();
  for (const auto& problem : error.problems()) {
    problems.push_back({{"where", problem.where}, {"what", problem.what}});
  }
  if (problems.empty()) { problems.push_back({{"where", file.string()}, {"what", error.what()}}); }
  const Json document{{"file", file.string()}, {"problems", std::move(problems)}};
  return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void print_summary(const Config& config) {
  fmt::print("{} is valid\n", config.file.string());
  fmt::print("listens on {}, stores under {}\n", config.server.listen, config.storage.data_dir.string());
  if (config.job_types.empty()) {
    fmt::print("no job types\n");
    return;
  }
  TextTable table({{"job type"}, {"concurrency", Align::right}, {"timeout", Align::right}, {"plugin"}});
  for (const auto& type : config.job_types) {
    table.add_row({type.name, fmt::format("{}", type.concurrency), format_duration(type.timeout),
                   type.plugin.string() + (plugin_exists(type) ? "" : " (not there)")});
  }
  fmt::print("\n{}", table.render(terminal_width(stdout)));
}

ExitCode check(const std::filesystem::path& file, bool json) {
  if (!json) {
    print_summary(load_config(file));
    return ExitCode::ok;
  }
  try {
    print_json_line(summary_json(load_config(file)));
    return ExitCode::ok;
  } catch (const UserError& error) {
    print_json_line(problems_json(file, error));
    return ExitCode::usage;
  }
}

}  // namespace

void add_config_check_command(CLI::App& config, CommandLine& line) {
  auto file = std::make_shared<std::filesystem::path>("jobs.yaml");
  auto* command = config.add_subcommand("check", "Check a configuration file and show every problem in it");
  command->add_option("--config", *file, "The file")->type_name("FILE")->capture_default_str();
  command->add_flag("--json", line.client.json, "Print one JSON document and nothing else");
  command->callback([file, &line] { line.exit = check(*file, line.client.json); });
}

}  // namespace jobhost
