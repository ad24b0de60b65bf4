#include "cli/job_text.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/number_text.hpp"
#include "cli/terminal_text.hpp"
#include "cli/text_table.hpp"

namespace jobhost {
namespace {

// Of the current or last attempt; nullopt before the first.
std::optional<std::chrono::microseconds> time_taken(const Json& document, Timestamp now) {
  const auto started = time_field(document, "started_at");
  const auto finished = time_field(document, "finished_at");
  const auto state = text_field(document, "state");
  const bool running = state == "running" || state == "waiting";  // its shards run
  if (!started || (!finished && !running)) { return std::nullopt; }
  return std::max(std::chrono::microseconds{0}, finished.value_or(now) - *started);
}

std::string elapsed_or_dash(const std::optional<std::chrono::microseconds>& elapsed) {
  return elapsed ? elapsed_text(*elapsed) : "-";
}

std::string percent_text(const Json& job) {
  return fmt::format("{:.0f}%", 100 * number_field(object_field(job, "progress"), "fraction"));
}

std::string error_text(const Json& error) {
  return fmt::format("[{}] {}", printable(text_field(error, "class")), printable(text_field(error, "message")));
}

// The lines of `text`, each made printable and indented.
std::string indented(const std::string& text, std::string_view indent) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    out += fmt::format("{}{}\n", indent, printable(std::string_view(text).substr(at, end - at)));
    at = end + 1;
  }
  return out;
}

std::string line(std::string_view label, std::string_view text) {
  return fmt::format("  {:<12}{}\n", label, text);
}

std::string tags_text(const Json& job) {
  std::string tags;
  for (const auto& tag : list_field(job, "tags")) {
    if (tag.is_string()) { tags += (tags.empty() ? "" : ", ") + printable(tag.get<std::string>()); }
  }
  return tags;
}

std::string error_block(const Json& job) {
  const auto& error = object_field(job, "error");
  if (error.is_null()) { return {}; }
  return line("error", error_text(error)) + indented(text_field(error, "detail"), "              ");
}

std::string attempts_block(const Json& job, int width) {
  const auto& attempts = list_field(job, "attempts");
  if (attempts.empty()) { return {}; }
  TextTable table({{"attempt", Align::right},
                   {"outcome"},
                   {"started (UTC)"},
                   {"duration", Align::right},
                   {"CPU", Align::right},
                   {"peak memory", Align::right},
                   {"plugin"},
                   {"error"}});
  for (const auto& attempt : attempts) {
    const auto& error = object_field(attempt, "error");
    table.add_row({fmt::format("{}", int_field(attempt, "attempt")), text_field(attempt, "outcome"),
                   time_text(time_field(attempt, "started_at")), elapsed_or_dash(time_taken(attempt, Timestamp{})),
                   elapsed_text(std::chrono::milliseconds{int_field(attempt, "cpu_ms")}),
                   size_text(int_field(attempt, "peak_memory_bytes")), text_field(attempt, "plugin_version"),
                   error.is_null() ? "" : error_text(error)});
  }
  return "\n" + table.render(width);
}

std::string when_text(const Json& job, Timestamp now) {
  std::string text = line("created", time_text(time_field(job, "created_at")) + " UTC");
  if (text_field(job, "state") == "scheduled" || text_field(job, "state") == "retrying") {
    text += line("runs at", time_text(time_field(job, "run_at")) + " UTC");
  }
  if (const auto taken = time_taken(job, now)) {
    text +=
        line("started", fmt::format("{} UTC, {}", time_text(time_field(job, "started_at")), elapsed_text(*taken)));
  }
  return text;
}

std::string caller_text(const Json& job, int width) {
  std::string text = line("priority", fmt::format("{}", int_field(job, "priority")));
  const int room = width > 0 ? std::max(20, width - 14) : 2'000;
  for (const auto* key : {"payload", "metadata"}) {
    const auto& value = object_field(job, key);
    if (!value.empty()) {
      text += line(key, shorten(printable(value.dump(-1, ' ', false, Json::error_handler_t::replace)), room));
    }
  }
  if (const auto tags = tags_text(job); !tags.empty()) { text += line("tags", tags); }
  if (const auto key = text_field(job, "unique_key"); !key.empty()) { text += line("unique key", printable(key)); }
  return text;
}

// Which shard this is, or which states its shards are in.
std::string shards_text(const Json& job) {
  if (const auto parent = int_field(job, "parent_id"); parent > 0) {
    const auto& shard = object_field(job, "shard");
    return line("shard", fmt::format("{} of {} of job {}", int_field(shard, "index") + 1, int_field(shard, "count"),
                                     parent));
  }
  const auto& shards = object_field(job, "shards");
  if (int_field(shards, "total") == 0) { return {}; }
  std::string text = fmt::format("{}", int_field(shards, "total"));
  for (const auto* state : {"queued", "running", "retrying", "succeeded", "failed", "cancelled"}) {
    if (const auto count = int_field(shards, state); count > 0) { text += fmt::format(", {} {}", count, state); }
  }
  return line("shards", text);
}

}  // namespace

JobProgress job_progress(const Json& job) {
  const auto& progress = object_field(job, "progress");
  const bool succeeded = text_field(job, "state") == "succeeded";
  return {fmt::format("{}", int_field(job, "id")), printable(text_field(job, "state")),
          succeeded ? 1.0 : number_field(progress, "fraction"), text_field(progress, "message")};
}

std::string jobs_table(const std::vector<Json>& jobs, Timestamp now, int width) {
  TextTable table({{"id", Align::right},
                   {"type"},
                   {"state"},
                   {"progress", Align::right},
                   {"created (UTC)"},
                   {"duration", Align::right}});
  for (const auto& job : jobs) {
    table.add_row({fmt::format("{}", int_field(job, "id")), text_field(job, "type"), text_field(job, "state"),
                   percent_text(job), time_text(time_field(job, "created_at")),
                   elapsed_or_dash(time_taken(job, now))});
  }
  return table.render(width);
}

std::string job_ending(const Json& job, Timestamp now) {
  const auto state = text_field(job, "state");
  const auto attempts = int_field(job, "attempt");
  auto text = fmt::format("job {} {}", int_field(job, "id"), printable(state));
  if (const auto taken = time_taken(job, now)) { text += " in " + elapsed_text(*taken); }
  if (attempts > 1) { text += fmt::format(" (attempt {})", attempts); }
  const auto& error = object_field(job, "error");
  if (state == "succeeded" || error.is_null()) { return text + "\n"; }
  return fmt::format("{}: {}\n{}", text, error_text(error), indented(text_field(error, "detail"), "  "));
}

std::string job_links(const Json& job, const std::string& base_url) {
  std::string text;
  if (text_field(job, "state") == "succeeded") {
    const auto size = int_field(job, "result_size");
    text += line("result", fmt::format("{}/v1/jobs/{}/result{}", base_url, int_field(job, "id"),
                                       size > 0 ? " (" + size_text(size) + ")" : ""));
  }
  for (const auto& artifact : list_field(job, "artifacts")) {
    text += line("artifact", fmt::format("{}{} ({}, {})", base_url, printable(text_field(artifact, "href")),
                                         printable(text_field(artifact, "media_type")),
                                         size_text(int_field(artifact, "size"))));
  }
  return text;
}

std::string job_detail(const Json& job, const std::string& base_url, Timestamp now, int width) {
  const auto& progress = object_field(job, "progress");
  auto text = fmt::format("job {}  {}  {}\n", int_field(job, "id"), printable(text_field(job, "type")),
                          printable(text_field(job, "state")));
  text += when_text(job, now);
  text += line("attempt", fmt::format("{} of {}", int_field(job, "attempt"), int_field(job, "max_attempts")));
  text += line("progress", printable(fmt::format("{} {}", percent_text(job), text_field(progress, "message"))));
  text += shards_text(job) + caller_text(job, width) + error_block(job) + job_links(job, base_url);
  return text + attempts_block(job, width);
}

std::string log_line_text(const Json& line) {
  const auto time = time_field(line, "time");
  const auto source = text_field(line, "source");
  return fmt::format("{} {:<7} {}{}", time ? format_rfc3339(*time).substr(11, 12) : "--:--:--.---",
                     printable(text_field(line, "level")), source == "plugin" ? "" : "[" + printable(source) + "] ",
                     printable(text_field(line, "message")));
}

}  // namespace jobhost
