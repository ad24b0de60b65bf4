#include "cli/cli.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "cli/commands.hpp"
#include "cli/host_refusal.hpp"
#include "cli/json_fields.hpp"
#include "support/errors.hpp"
#include "support/version.hpp"

namespace jobhost {
namespace {

void add_commands(CLI::App& app, CommandLine& line) {
  add_serve_command(app, line);
  add_runner_command(app, line);
  add_submit_command(app, line);
  add_jobs_command(app, line);
  add_show_command(app, line);
  add_watch_command(app, line);
  add_cancel_command(app, line);
  add_retry_command(app, line);
  add_result_command(app, line);
  add_reload_command(app, line);
  add_schedules_command(app, line);
  auto* data = app.add_subcommand("data", "Market data of the host")->require_subcommand(1);
  add_data_import_command(*data, line);
  add_data_list_command(*data, line);
  auto* config = app.add_subcommand("config", "The configuration file")->require_subcommand(1);
  add_config_check_command(*config, line);
  auto* plugin =
      app.add_subcommand("plugin", "Plugins of the host, and tools for their authors")->require_subcommand(1);
  add_plugin_list_command(*plugin, line);
  add_plugin_new_command(*plugin, line);
  add_plugin_check_command(*plugin, line);
  add_plugin_run_command(*plugin, line);
  add_plugin_explain_command(*plugin, line);
}

int fail(ExitCode code, std::string_view message) {
  std::fflush(stdout);
  fmt::print(stderr, "jobhost: {}\n", message);
  return static_cast<int>(code);
}

int fail(const UserError& error) {
  const auto code = fail(ExitCode::usage, error.what());
  for (const auto& problem : error.problems()) { fmt::print(stderr, "  {}: {}\n", problem.where, problem.what); }
  return code;
}

// --help and --version arrive here too.
int end_of_parsing(const CLI::App& app, const CLI::ParseError& error) {
  return app.exit(error) == 0 ? static_cast<int>(ExitCode::ok) : static_cast<int>(ExitCode::usage);
}

int parse_and_run(CLI::App& app, int argc, char** argv) {
  CommandLine line;
  add_client_options(app, line.client);
  add_commands(app, line);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) { return end_of_parsing(app, error); }
  return static_cast<int>(line.exit);
}

}  // namespace

int run_cli(int argc, char** argv) {
  try {
    CLI::App app("jobhost runs trading research as background jobs.", "jobhost");
    app.require_subcommand(1);
    app.set_version_flag("--version", std::string("jobhost ") + std::string(kVersion));
    app.footer(std::string("jobhost COMMAND --help shows the options of a command.\n\n") + kExitCodeHelp);
    return parse_and_run(app, argc, argv);
  } catch (const UserError& error) { return fail(error); } catch (const StoreError& error) {
    return fail(ExitCode::usage, error.what());
  } catch (const HostUnreachable& error) {
    return fail(ExitCode::unreachable, error.what());
  } catch (const HostRefused& error) {
    return fail(ExitCode::refused, error.what());
  } catch (const AnswerUnreadable& error) {
    return fail(ExitCode::refused, error.what());
  } catch (const std::exception& error) {
    return fail(ExitCode::internal, fmt::format("internal error: {}", error.what()));
  }
}

}  // namespace jobhost
