#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "cli/client_options.hpp"
#include "cli/commands.hpp"
#include "cli/json_fields.hpp"
#include "cli/submission_document.hpp"
#include "cli/wait_for_job.hpp"
#include "support/errors.hpp"

namespace jobhost {
namespace {

struct SubmitOptions {
  Submission submission;
  bool wait = false;
};

void print_submitted(const HttpAnswer& answer, const Json& job, std::FILE* stream) {
  // 202: stored now. 200: a live job with the same unique key was there.
  fmt::print(stream, "job {} {} ({}, {})\n", int_field(job, "id"),
             answer.status == 200 ? "has this unique key already" : "submitted", text_field(job, "type"),
             text_field(job, "state"));
}

ExitCode submit(const ClientOptions& client, const SubmitOptions& options) {
  if (options.submission.type.empty() && options.submission.file.empty()) {
    throw UserError("submit needs a job TYPE or --file (see: jobhost submit --help)");
  }
  const auto document = submission_document(options.submission);
  auto host = connect(client);
  const auto answer = host.submit(document);
  const auto job = parse_document(answer.body);
  const auto id = int_field(job, "id");
  if (options.wait) {
    if (!client.json) { print_submitted(answer, job, stderr); }
    return wait_for_job(host, id, {client.json, false});
  }
  if (client.json) {
    print_json_line(answer.body);
  } else {
    print_submitted(answer, job, stdout);
    fmt::print("watch it with: jobhost watch {}\n", id);
  }
  return ExitCode::ok;
}

void add_job_options(CLI::App& command, Submission& job) {
  command.add_option("TYPE", job.type, "Job type, as in jobs.yaml");
  command
      .add_option("--payload", job.payload, "What the job is to do: a JSON file, - for stdin, or the JSON itself")
      ->type_name("FILE|-|JSON");
  command
      .add_option("--file", job.file, "A whole submission as JSON (- for stdin); other options are written over it")
      ->type_name("FILE");
  command.add_option("--priority", job.priority, "-100 to 100; higher runs first");
  command.add_option("--run-at", job.run_at, "Not before this time, such as 2026-01-31T08:00:00Z")
      ->type_name("TIME");
  command.add_option("--max-attempts", job.max_attempts, "How often it is tried");
  command.add_option("--timeout", job.timeout, "Of one attempt, such as 90s or 10m")->type_name("DURATION");
  command
      .add_option("--unique-key", job.unique_key, "While a job of this type with this key lives, no second is made")
      ->type_name("KEY");
  command.add_option("--tag", job.tags, "A word to find it by; may be given several times")
      ->allow_extra_args(false);
  command.add_option("--metadata", job.metadata, "A JSON object that is kept with the job")->type_name("JSON");
}

}  // namespace

void add_submit_command(CLI::App& app, CommandLine& line) {
  auto options = std::make_shared<SubmitOptions>();
  auto* command = app.add_subcommand("submit", "Submit a job");
  add_job_options(*command, options->submission);
  command->add_flag("--wait", options->wait, "Show its progress, then its result; Ctrl-C leaves it running");
  add_client_options(*command, line.client);
  command->footer(kExitCodeHelp);
  command->callback([options, &line] { line.exit = submit(line.client, *options); });
}

}  // namespace jobhost
