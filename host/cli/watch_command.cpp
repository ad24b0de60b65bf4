#include <CLI/CLI.hpp>

#include "cli/client_options.hpp"
#include "cli/commands.hpp"
#include "cli/wait_for_job.hpp"

namespace jobhost {
namespace {

struct WatchOptions {
  JobId id = 0;
};

ExitCode watch(const ClientOptions& client, const WatchOptions& options) {
  auto host = connect(client);
  return wait_for_job(host, options.id, {client.json, true});
}

}  // namespace

void add_watch_command(CLI::App& app, CommandLine& line) {
  auto options = std::make_shared<WatchOptions>();
  auto* command = app.add_subcommand("watch", "Follow a job with its log until it ends, then show its result");
  command->add_option("ID", options->id, "The job")->required();
  add_client_options(*command, line.client);
  command->footer(kExitCodeHelp);
  command->callback([options, &line] { line.exit = watch(line.client, *options); });
}

}  // namespace jobhost
