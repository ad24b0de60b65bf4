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

constexpr int kPage = 100;

struct JobsOptions {
  JobQuery query;
};

// Asks for pages until `limit` jobs are there or no more come.
std::vector<HttpAnswer> fetch_pages(HostApi& host, JobQuery query, std::vector<Json>& jobs) {
  std::vector<HttpAnswer> pages;
  const auto limit = static_cast<std::size_t>(query.limit);
  do {
    query.limit = static_cast<int>(std::min<std::size_t>(limit - jobs.size(), kPage));
    pages.push_back(host.jobs(query));
    const auto page = parse_document(pages.back().body);
    for (const auto& job : list_field(page, "jobs")) { jobs.push_back(job); }
    query.cursor = text_field(page, "next_cursor");
  } while (jobs.size() < limit && !query.cursor.empty());
  return pages;
}

ExitCode list_jobs(const ClientOptions& client, const JobsOptions& options) {
  auto host = connect(client);
  std::vector<Json> jobs;
  const auto pages = fetch_pages(host, options.query, jobs);
  if (client.json) {
    for (const auto& page : pages) { print_json_line(page.body); }
  } else if (jobs.empty()) {
    fmt::print("no jobs\n");
  } else {
    fmt::print("{}", jobs_table(jobs, SystemClock{}.now(), terminal_width(stdout)));
  }
  return ExitCode::ok;
}

}  // namespace

void add_jobs_command(CLI::App& app, CommandLine& line) {
  auto options = std::make_shared<JobsOptions>();
  auto* command = app.add_subcommand("jobs", "List jobs, newest first");
  command->add_option("--state", options->query.state,
                      "scheduled, waiting, queued, running, retrying, succeeded, failed or cancelled");
  command->add_option("--type", options->query.type, "Of this job type");
  command->add_option("--tag", options->query.tag, "With this tag");
  command->add_option("--shards-of", options->query.parent, "The shards of the job with this id");
  command->add_option("--limit", options->query.limit, "At most so many")
      ->check(CLI::Range(1, 100'000))
      ->capture_default_str();
  add_client_options(*command, line.client);
  command->callback([options, &line] { line.exit = list_jobs(line.client, *options); });
}

}  // namespace jobhost
