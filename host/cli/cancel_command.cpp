#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/job_action.hpp"

namespace jobhost {
namespace {

struct CancelOptions {
  std::vector<JobId> ids;
};

// 202: it runs, its plugin has been told, and it is stopped by force when it does not obey.
std::string outcome(const HttpAnswer& answer) {
  return answer.status == 202 ? "is running and is being stopped" : "cancelled";
}

}  // namespace

void add_cancel_command(CLI::App& app, CommandLine& line) {
  auto options = std::make_shared<CancelOptions>();
  auto* command = app.add_subcommand("cancel", "Cancel jobs, queued or running");
  command->add_option("ID", options->ids, "The jobs")->required();
  add_client_options(*command, line.client);
  command->callback([options, &line] {
    const JobAction action{[](HostApi& host, JobId id) { return host.cancel(id); }, outcome};
    line.exit = apply_to_jobs(line.client, options->ids, action);
  });
}

}  // namespace jobhost
