#include "http/job_document.hpp"

#include <fmt/format.h>

#include "http/json_output.hpp"
#include "support/duration.hpp"

namespace jobhost {
namespace {

constexpr std::size_t kMostPayloadBytesInList = 4 << 10;

// Everything but letters, digits and -._~ (RFC 3986) is escaped.
std::string percent_encode(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    if (plain) {
      encoded += c;
    } else {
      fmt::format_to(std::back_inserter(encoded), "%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return encoded;
}

void add_error(JsonObject& object, std::string& out, const std::optional<JobError>& error) {
  if (!error) { return object.null("error"); }
  object.key("error");
  JsonObject fields(out);
  fields.text("class", error->error_class);
  fields.text("code", error->code);
  fields.text("message", error->message);
  fields.text("detail", error->detail);
  fields.boolean("retryable", error->retryable);
  error->signal ? fields.number("signal", std::int64_t{*error->signal}) : fields.null("signal");
  fields.close();
}

void add_progress(JsonObject& object, std::string& out, const Progress& progress) {
  object.key("progress");
  JsonObject fields(out);
  fields.number("fraction", progress.fraction);
  fields.text("message", progress.message);
  fields.time("updated_at", progress.updated_at);
  fields.close();
}

// Which shard of which job.
void add_place(JsonObject& object, std::string& out, const Job& job) {
  object.number("parent_id", job.parent_id);
  object.key("shard");
  JsonObject fields(out);
  fields.number("index", std::int64_t{job.shard_index});
  fields.number("count", std::int64_t{job.shard_count});
  fields.close();
}

void add_fields(JsonObject& object, std::string& out, const Job& job) {
  object.number("id", job.id);
  object.text("type", job.type);
  object.text("state", to_string(job.state));
  object.number("revision", job.revision);
  object.number("priority", std::int64_t{job.priority});
  add_progress(object, out, job.progress);
  object.number("attempt", std::int64_t{job.attempt});
  object.number("max_attempts", std::int64_t{job.max_attempts});
  job.timeout ? object.text("timeout", format_duration(*job.timeout)) : object.null("timeout");
  object.time("run_at", job.run_at);
  object.time("created_at", job.created_at);
  object.time("started_at", job.started_at);
  object.time("finished_at", job.finished_at);
  object.time("lease_expires_at", job.lease_expires_at);
  object.boolean("cancel_requested", job.cancel_requested);
  object.text("unique_key", job.unique_key);
  object.texts("tags", job.tags);
  object.raw("metadata", job.metadata.empty() ? "{}" : job.metadata);
  add_error(object, out, job.error);
  if (job.is_shard()) { add_place(object, out, job); }
  object.text("href", fmt::format("/v1/jobs/{}", job.id));
}

// All states, so that a client need not know which may be missing.
void add_shards(JsonObject& object, std::string& out, const JobDetail& detail) {
  if (!detail.shards) { return; }
  object.key("shards");
  JsonObject fields(out);
  fields.number("total", std::int64_t{detail.shards->total});
  for (const auto state : {JobState::queued, JobState::running, JobState::retrying, JobState::succeeded,
                           JobState::failed, JobState::cancelled}) {
    const auto found = detail.shards->by_state.find(state);
    fields.number(to_string(state), std::int64_t{found == detail.shards->by_state.end() ? 0 : found->second});
  }
  fields.text("href", fmt::format("/v1/jobs?parent={}", detail.job.id));
  fields.close();
}

void append_attempt(std::string& out, const Attempt& attempt) {
  JsonObject object(out);
  object.number("attempt", std::int64_t{attempt.attempt});
  object.text("outcome", to_string(attempt.outcome));
  object.time("started_at", attempt.started_at);
  object.time("finished_at", attempt.finished_at);
  add_error(object, out, attempt.error);
  object.text("plugin_version", attempt.plugin_version);
  object.text("plugin_digest", attempt.plugin_digest);
  object.number("cpu_ms", attempt.cpu_ms);
  object.number("peak_memory_bytes", attempt.peak_memory_bytes);
  object.close();
}

void add_result(JsonObject& object, const JobDetail& detail, const std::optional<std::string>& result) {
  object.raw("result", result ? std::string_view(*result) : "null");
  if (!detail.result_size) { return; }
  object.number("result_size", *detail.result_size);
  object.text("result_href", fmt::format("/v1/jobs/{}/result", detail.job.id));
}

}  // namespace

std::string job_document(const JobDetail& detail, const std::optional<std::string>& result) {
  std::string out;
  out.reserve(1'024 + detail.job.payload.size() + (result ? result->size() : 0));
  JsonObject object(out);
  add_fields(object, out, detail.job);
  object.raw("payload", detail.job.payload);
  add_shards(object, out, detail);
  add_result(object, detail, result);
  add_array(object, out, "attempts", detail.attempts, [&](const Attempt& each) { append_attempt(out, each); });
  add_array(object, out, "artifacts", detail.artifacts,
            [&](const Artifact& each) { append_artifact(out, detail.job.id, each); });
  object.close();
  return out;
}

void append_job_summary(std::string& out, const Job& job) {
  JsonObject object(out);
  add_fields(object, out, job);
  if (job.payload.size() <= kMostPayloadBytesInList) {
    object.raw("payload", job.payload);
  } else {
    object.null("payload");
    object.number("payload_size", static_cast<std::int64_t>(job.payload.size()));
  }
  object.close();
}

void append_artifact(std::string& out, JobId id, const Artifact& artifact) {
  JsonObject object(out);
  object.text("name", artifact.name);
  object.text("media_type", artifact.media_type);
  object.number("size", artifact.size);
  object.text("sha256", artifact.sha256);
  object.text("href", fmt::format("/v1/jobs/{}/artifacts/{}", id, percent_encode(artifact.name)));
  object.close();
}

void append_log_line(std::string& out, const LogLine& line) {
  JsonObject object(out);
  object.number("seq", line.seq);
  object.number("attempt", std::int64_t{line.attempt});
  object.time("time", line.time);
  object.text("level", line.level);
  object.text("source", line.source);
  object.text("message", line.message);
  object.close();
}

std::string etag_of(JobId id, std::int64_t revision) {
  return fmt::format("W/\"{}-{}\"", id, revision);
}

}  // namespace jobhost
