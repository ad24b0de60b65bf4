#include "cli/wait_for_job.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "cli/client_options.hpp"
#include "cli/follow_job.hpp"
#include "cli/interrupt_message.hpp"
#include "cli/job_text.hpp"
#include "cli/log_reader.hpp"
#include "cli/progress_printer.hpp"
#include "cli/result_text.hpp"
#include "cli/terminal_text.hpp"

namespace jobhost {
namespace {

constexpr std::chrono::seconds kWait{20};
// New log lines do not end a poll, so with a log polls are short.
constexpr std::chrono::seconds kWaitWithLog{1};

std::string how_to_watch(const HostApi& host, JobId id) {
  return fmt::format("job {} goes on; watch it again with: jobhost watch {} --server {}", id, id, host.base_url());
}

void print_log(const std::vector<HttpAnswer>& pages, bool json) {
  for (const auto& page : pages) {
    if (json) {
      print_json_line(page.body);
      continue;
    }
    const auto document = parse_document(page.body);
    for (const auto& line : list_field(document, "lines")) { fmt::print("{}\n", log_line_text(line)); }
  }
  std::fflush(stdout);
}

HttpAnswer follow(HostApi& host, JobId id, const WaitOptions& options) {
  ProgressPrinter progress;
  LogReader log(host, id);
  std::optional<JobProgress> shown;
  FollowHandlers handlers;
  handlers.on_change = [&](const HttpAnswer& answer, const Json& job) {
    if (options.json && options.with_log) { print_json_line(answer.body); }
    shown = job_progress(job);
    progress.show(*shown);
  };
  if (options.with_log) {
    handlers.on_round = [&] {
      const auto pages = log.new_pages();
      if (pages.empty()) { return; }
      progress.clear();
      print_log(pages, options.json);
      if (is_terminal(stderr)) { progress.show(*shown); }
    };
  }
  try {
    return follow_job(host, id, options.with_log ? kWaitWithLog : kWait, handlers);
  } catch (const HostUnreachable& lost) {
    throw HostUnreachable(fmt::format("{}\n  {}", lost.what(), how_to_watch(host, id)));
  }
}

ExitCode exit_code_of(const Json& job) {
  const auto state = text_field(job, "state");
  if (state == "succeeded") { return ExitCode::ok; }
  return state == "cancelled" ? ExitCode::cancelled : ExitCode::job_failed;
}

void print_end(HostApi& host, const Json& job) {
  const bool succeeded = exit_code_of(job) == ExitCode::ok;
  fmt::print(succeeded ? stdout : stderr, "{}", job_ending(job, SystemClock{}.now()));
  if (!succeeded) { return; }
  const auto text = result_text(host, job, terminal_width(stdout));
  if (!text.empty()) { fmt::print("\n{}\n", text); }
  fmt::print("{}", job_links(job, host.base_url()));
}

}  // namespace

ExitCode wait_for_job(HostApi& host, JobId id, const WaitOptions& options) {
  const InterruptMessage detach("\n" + how_to_watch(host, id) + "\n");
  const auto last = follow(host, id, options);
  const auto job = parse_document(last.body);
  if (options.json && !options.with_log) { print_json_line(last.body); }
  if (!options.json) { print_end(host, job); }
  return exit_code_of(job);
}

}  // namespace jobhost
