#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/job_action.hpp"

namespace jobhost {
namespace {

struct RetryOptions {
  std::vector<JobId> ids;
};

}  // namespace

void add_retry_command(CLI::App& app, CommandLine& line) {
  auto options = std::make_shared<RetryOptions>();
  auto* command = app.add_subcommand("retry", "Start finished jobs anew: failed, cancelled or succeeded");
  command->add_option("ID", options->ids, "The jobs")->required();
  add_client_options(*command, line.client);
  command->callback([options, &line] {
    const JobAction action{[](HostApi& host, JobId id) { return host.retry(id); },
                           [](const HttpAnswer&) { return std::string("queued again"); }};
    line.exit = apply_to_jobs(line.client, options->ids, action);
  });
}

}  // namespace jobhost
