#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <thread>

#include "cli/client_options.hpp"
#include "cli/commands.hpp"
#include "cli/host_api.hpp"
#include "cli/json_fields.hpp"

namespace jobhost {
namespace {

constexpr auto kAskAgain = std::chrono::milliseconds(10);
constexpr auto kPatience = std::chrono::seconds(60);

struct ReloadOptions {
  bool wait = false;
  bool force = false;
};

// Throws AnswerUnreadable when the host does not come to an end with it.
HttpAnswer wait_for_report(HostApi& host, std::int64_t number) {
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (std::chrono::steady_clock::now() < deadline) {
    auto answer = host.reload_report(number);
    if (answer && parse_document(answer->body).value("finished", false)) { return *std::move(answer); }
    std::this_thread::sleep_for(kAskAgain);
  }
  throw AnswerUnreadable(
      fmt::format("reload {} did not end within {} s; see: jobhost plugin list", number, kPatience.count()));
}

void print_report(const Json& report) {
  for (const auto& problem : list_field(report, "problems")) {
    fmt::print("problem   {}: {}\n", text_field(problem, "where"), text_field(problem, "what"));
  }
  for (const auto& change : list_field(report, "changes")) {
    fmt::print("changed   {}\n", change.get<std::string>());
  }
  for (const auto& field : list_field(report, "needs_restart")) {
    fmt::print("restart   needed for {}\n", field.get<std::string>());
  }
  for (const auto& plugin : list_field(report, "activated")) {
    fmt::print("active    {} {} (generation {}, SHA-256 {:.12})\n", text_field(plugin, "type"),
               text_field(plugin, "version"), int_field(plugin, "generation"), text_field(plugin, "digest"));
  }
  for (const auto& plugin : list_field(report, "refused")) {
    fmt::print("refused   {}: {} [{}]; {}\n", text_field(plugin, "type"), text_field(plugin, "reason"),
               text_field(plugin, "code"), text_field(plugin, "instead"));
    if (const auto fix = text_field(plugin, "fix"); !fix.empty()) { fmt::print("          fix: {}\n", fix); }
  }
}

bool is_empty(const Json& report) {
  for (const auto* list : {"problems", "changes", "needs_restart", "activated", "refused"}) {
    if (!list_field(report, list).empty()) { return false; }
  }
  return true;
}

ExitCode reload(const ClientOptions& client, const ReloadOptions& options) {
  auto host = connect(client);
  const auto started = host.reload(options.force);
  const auto document = parse_document(started.body);
  const auto number = int_field(document, "number");
  if (!options.wait) {
    client.json ? print_json_line(started.body) : fmt::print("reload {} has been asked for\n", number);
    return ExitCode::ok;
  }
  const auto answer = wait_for_report(host, number);
  const auto report = parse_document(answer.body);
  if (client.json) {
    print_json_line(answer.body);
  } else if (is_empty(report)) {
    fmt::print("nothing has changed\n");
  } else {
    print_report(report);
  }
  const bool good = list_field(report, "problems").empty() && list_field(report, "refused").empty();
  return good ? ExitCode::ok : ExitCode::refused;
}

}  // namespace

void add_reload_command(CLI::App& app, CommandLine& line) {
  auto options = std::make_shared<ReloadOptions>();
  auto* command = app.add_subcommand("reload", "Let the host look at jobs.yaml and at the plugin files now");
  command->add_flag("--wait", options->wait, "Wait until it has, and show what changed and what was refused");
  command->add_flag("--force", options->force, "Try plugins again that were rolled back");
  add_client_options(*command, line.client);
  command->callback([options, &line] { line.exit = reload(line.client, *options); });
}

}  // namespace jobhost
