#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <random>

#include "cli/check_report.hpp"
#include "cli/commands.hpp"
#include "cli/json_fields.hpp"
#include "cli/plugin_options.hpp"

namespace jobhost {
namespace {

struct CheckCommandOptions {
  PluginOptions plugin;
  int fuzz = 0;
  std::optional<std::uint64_t> seed;
  int time_limit_s = 30;
};

CheckOptions check_options(const CheckCommandOptions& options, const ScratchFolder& scratch) {
  CheckOptions check;
  check.setup.executable = this_program();
  check.setup.plugin = options.plugin.file;
  check.setup.settings = options.plugin.settings;
  check.series = series_of(options.plugin, scratch.path());
  check.time_limit = std::chrono::seconds(options.time_limit_s);
  return check;
}

ExitCode check_for_host(const CheckCommandOptions& options, bool json) {
  require_settings(options.plugin);
  const ScratchFolder scratch;
  CheckReport report;
  report.file = options.plugin.file;
  report.plugin = check_plugin(check_options(options, scratch), scratch, [&](const CheckResult& result) {
    if (!json) { print_check(result); }
    report.checks.push_back(result);
  });
  if (report.plugin && options.fuzz > 0 && report.ok()) {
    report.fuzz = fuzz_plugin(*report.plugin, options.fuzz, options.seed.value_or(std::random_device{}()));
    if (!json) { print_fuzz(*report.fuzz, options.plugin.file); }
  }
  if (json) {
    print_json_line(check_document(report));
  } else {
    print_verdict(report);
  }
  return report.ok() ? ExitCode::ok : ExitCode::job_failed;
}

}  // namespace

void add_plugin_check_command(CLI::App& plugin, CommandLine& line) {
  auto options = std::make_shared<CheckCommandOptions>();
  auto* command = plugin.add_subcommand("check", "Try everything with a plugin that a host will do to it");
  add_plugin_options(*command, options->plugin);
  command->add_option("--fuzz", options->fuzz, "Also run so many random payloads that fit its schema")
      ->check(CLI::Range(1, 1'000'000));
  command->add_option("--seed", options->seed, "Of the random payloads: the one that was printed gives them again");
  command->add_option("--time-limit", options->time_limit_s, "Of one run of the example, in seconds")
      ->check(CLI::Range(1, 3600))
      ->capture_default_str();
  command->add_flag("--json", line.client.json, "Print one JSON document and nothing else");
  command->callback([options, &line] { line.exit = check_for_host(*options, line.client.json); });
}

}  // namespace jobhost
