// One function per command; each adds it, with its options, to the parser. When the command line names the command,
// parsing runs it and stores its exit status. Used by run_cli, which owns the CommandLine for as long as the
// parser.
#pragma once

#include "cli/client_options.hpp"
#include "cli/exit_code.hpp"

namespace CLI {
class App;
}

namespace jobhost {

struct CommandLine {
  ClientOptions client;  // may be given before the command or after it
  ExitCode exit = ExitCode::ok;
};

void add_serve_command(CLI::App& app, CommandLine& line);
void add_runner_command(CLI::App& app, CommandLine& line);
void add_submit_command(CLI::App& app, CommandLine& line);
void add_jobs_command(CLI::App& app, CommandLine& line);
void add_show_command(CLI::App& app, CommandLine& line);
void add_watch_command(CLI::App& app, CommandLine& line);
void add_cancel_command(CLI::App& app, CommandLine& line);
void add_retry_command(CLI::App& app, CommandLine& line);
void add_result_command(CLI::App& app, CommandLine& line);
void add_reload_command(CLI::App& app, CommandLine& line);
// With `schedules run` below it.
void add_schedules_command(CLI::App& app, CommandLine& line);
void add_schedules_run_command(CLI::App& schedules, CommandLine& line);
void add_plugin_list_command(CLI::App& plugin, CommandLine& line);
void add_data_import_command(CLI::App& data, CommandLine& line);
void add_data_list_command(CLI::App& data, CommandLine& line);
void add_config_check_command(CLI::App& config, CommandLine& line);
void add_plugin_new_command(CLI::App& plugin, CommandLine& line);
void add_plugin_check_command(CLI::App& plugin, CommandLine& line);
void add_plugin_run_command(CLI::App& plugin, CommandLine& line);
void add_plugin_explain_command(CLI::App& plugin, CommandLine& line);

}  // namespace jobhost
