#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli/client_options.hpp"
#include "cli/commands.hpp"
#include "cli/host_api.hpp"
#include "cli/job_text.hpp"
#include "cli/terminal_text.hpp"

namespace jobhost {
namespace {

struct ShowOptions {
  JobId id = 0;
};

ExitCode show(const ClientOptions& client, const ShowOptions& options) {
  auto host = connect(client);
  const auto answer = host.job(options.id);
  if (client.json) {
    print_json_line(answer.body);
  } else {
    const auto job = parse_document(answer.body);
    fmt::print("{}", job_detail(job, host.base_url(), SystemClock{}.now(), terminal_width(stdout)));
  }
  return ExitCode::ok;
}

}  // namespace

void add_show_command(CLI::App& app, CommandLine& line) {
  auto options = std::make_shared<ShowOptions>();
  auto* command = app.add_subcommand("show", "Show one job with its attempts and its error");
  command->add_option("ID", options->id, "The job")->required();
  add_client_options(*command, line.client);
  command->callback([options, &line] { line.exit = show(line.client, *options); });
}

}  // namespace jobhost
