#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/local_file.hpp"
#include "cli/plugin_options.hpp"
#include "cli/terminal_text.hpp"
#include "runtime/local_run.hpp"
#include "runtime/plugin_examination.hpp"
#include "support/errors.hpp"

namespace jobhost {
namespace {

struct RunOptions {
  PluginOptions plugin;
  std::string payload;
  std::filesystem::path artifacts;
};

void print_log(const ProbeLogLine& line) {
  constexpr std::array levels{"debug", "info", "warning", "error"};
  const auto level = static_cast<std::size_t>(std::clamp(line.level, 0, 3));
  fmt::print(stderr, "{}: {}\n", levels[level], printable(line.message));
}

void print_progress(double fraction, const std::string& message) {
  fmt::print(stderr, "progress: {:.0f} % {}\n", fraction * 100, printable(message));
}

void write_artifacts(const std::vector<ProbeArtifact>& artifacts, const std::filesystem::path& folder) {
  std::error_code error;
  if (!artifacts.empty()) { std::filesystem::create_directories(folder, error); }
  for (const auto& artifact : artifacts) {
    const auto file = folder / artifact.name;
    std::ofstream stream(file, std::ios::binary);
    stream << artifact.bytes << std::flush;
    if (!stream) {
      throw UserError(fmt::format("{} cannot be written: choose a folder with --artifacts", file.string()));
    }
    fmt::print(stderr, "artifact: {} ({}, {} bytes)\n", file.string(), artifact.media_type, artifact.bytes.size());
  }
}

ExitCode report(const ProbeRun& run, const std::filesystem::path& artifacts) {
  write_artifacts(run.artifacts, artifacts);
  if (run.outcome == ProbeRun::Outcome::succeeded) {
    fmt::print("{}\n", run.result);
    fmt::print(stderr, "succeeded in {} ms\n", run.duration.count());
    return ExitCode::ok;
  }
  fmt::print(stderr, "{} in {} ms: {} {}{}\n", outcome_name(run.outcome), run.duration.count(), run.code,
             run.message, run.retryable ? " (a host would try again)" : "");
  return ExitCode::job_failed;
}

ExitCode run_plugin(const RunOptions& options) {
  require_settings(options.plugin);
  const ScratchFolder scratch;
  LocalOrder order;
  order.plugin = std::filesystem::absolute(options.plugin.file);
  order.payload = read_file_or_stdin(options.payload);
  order.settings = options.plugin.settings;
  order.series = series_of(options.plugin, scratch.path());
  order.listener = {print_progress, print_log};
  if (!nlohmann::json::accept(order.payload)) {
    throw UserError(fmt::format("{} is not JSON: a payload is one JSON document", options.payload));
  }
  try {
    return report(run_in_this_process(order), options.artifacts);
  } catch (const PluginRefused& refused) {
    throw UserError(fmt::format("{} cannot be used ({}): {}{}{}", options.plugin.file.string(), refused.code(),
                                refused.what(), refused.fix().empty() ? "" : "; ", refused.fix()));
  }
}

}  // namespace

void add_plugin_run_command(CLI::App& plugin, CommandLine& line) {
  auto options = std::make_shared<RunOptions>();
  auto* command = plugin.add_subcommand(
      "run", "Run one job in this process, without a sandbox or a time limit: for debuggers and profilers");
  add_plugin_options(*command, options->plugin);
  command->add_option("--payload", options->payload, "File with the payload; - is stdin")
      ->required()
      ->type_name("FILE");
  command->add_option("--artifacts", options->artifacts, "Where the job's artifacts go")
      ->type_name("FOLDER")
      ->default_val("artifacts");
  command->callback([options, &line] { line.exit = run_plugin(*options); });
}

}  // namespace jobhost
