#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "cli/client_options.hpp"
#include "cli/commands.hpp"
#include "cli/download_file.hpp"
#include "cli/number_text.hpp"
#include "cli/ranged_download.hpp"
#include "cli/result_text.hpp"
#include "cli/terminal_text.hpp"
#include "support/errors.hpp"

namespace jobhost {
namespace {

struct ResultOptions {
  JobId id = 0;
  std::string artifact;
  std::string output;
};

Download find_artifact(const Json& job, const std::string& name) {
  std::string known;
  for (const auto& artifact : list_field(job, "artifacts")) {
    const auto each = text_field(artifact, "name");
    if (each == name) { return {text_field(artifact, "href"), text_field(artifact, "sha256")}; }
    known += (known.empty() ? "" : ", ") + printable(each);
  }
  throw UserError(fmt::format("job {} has no artifact \"{}\"; it has: {}", int_field(job, "id"), name,
                              known.empty() ? "none" : known));
}

void write_to_stdout(HostApi& host, const std::string& path) {
  download(host, path, [](std::string_view piece) { std::fwrite(piece.data(), 1, piece.size(), stdout); });
}

ExitCode save(HostApi& host, const Download& what, const ResultOptions& options) {
  const auto size = download_to_file(host, what, options.output);
  fmt::print(stderr, "{} written ({})\n", options.output, size_text(size));
  return ExitCode::ok;
}

ExitCode artifact(HostApi& host, const Json& job, const ResultOptions& options) {
  const auto what = find_artifact(job, options.artifact);
  if (!options.output.empty()) { return save(host, what, options); }
  write_to_stdout(host, what.path);
  return ExitCode::ok;
}

ExitCode result(const ClientOptions& client, const ResultOptions& options) {
  auto host = connect(client);
  const auto job = parse_document(host.job(options.id).body);
  if (!options.artifact.empty()) { return artifact(host, job, options); }
  // Asking for it also when there is none yields the host's own reason.
  const bool there = text_field(job, "state") == "succeeded";
  if (!options.output.empty()) { return save(host, {fmt::format("/v1/jobs/{}/result", options.id), ""}, options); }
  if (client.json || !there) {
    print_json_line(result_json(host, job));
  } else {
    fmt::print("{}", result_text(host, job, terminal_width(stdout)));
  }
  return ExitCode::ok;
}

}  // namespace

void add_result_command(CLI::App& app, CommandLine& line) {
  auto options = std::make_shared<ResultOptions>();
  auto* command = app.add_subcommand("result", "Print or save the result of a job, or one of its artifacts");
  command->add_option("ID", options->id, "The job")->required();
  command->add_option("--artifact", options->artifact, "This artifact instead of the result")->type_name("NAME");
  command->add_option("--output", options->output, "Save it here, every byte as the host keeps it")
      ->type_name("FILE");
  add_client_options(*command, line.client);
  command->callback([options, &line] { line.exit = result(line.client, *options); });
}

}  // namespace jobhost
