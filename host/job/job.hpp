// A job and everything that is stored with it: plain data, no behaviour. Field names are the same in SQL, JSON and
// on the page. Times are UTC microseconds (support/clock.hpp).
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "job/job_state.hpp"
#include "support/clock.hpp"

namespace jobhost {

using JobId = std::int64_t;

// What a caller asks for. Checked by the HTTP layer (limits, schema) before it gets here.
struct NewJob {
  std::string type;
  std::string payload;  // JSON object text
  int priority = 0;     // -100..100, higher runs first
  std::optional<Timestamp> run_at;
  int max_attempts = 3;                              // 1..100
  std::optional<std::chrono::milliseconds> timeout;  // of one attempt; none: the job type's
  std::string unique_key;                            // empty: none. One live job per (type, unique_key)
  std::vector<std::string> tags;
  std::string metadata = "{}";  // JSON object text, the caller's own
};

struct Progress {
  double fraction = 0;  // 0..1
  std::string message;
  std::optional<Timestamp> updated_at;
};

// Why an attempt or a job failed.
struct JobError {
  std::string error_class;  // invalid_payload plugin_error timeout crashed resource_exceeded cancelled
                            // plugin_unavailable lost
  std::string code;         // a short word: the plugin's own, or a signal's name
  std::string message;      // a sentence for the user
  std::string detail;       // more text: last log lines, output
  bool retryable = false;
  std::optional<int> signal;
};

enum class AttemptOutcome { succeeded, failed, cancelled, timeout, crashed, resource_exceeded, lost };
std::string_view to_string(AttemptOutcome outcome);
std::optional<AttemptOutcome> parse_attempt_outcome(std::string_view text);

// One attempt that has ended. cpu and memory are those of the runner process while it worked on this job.
struct Attempt {
  int attempt = 0;
  AttemptOutcome outcome = AttemptOutcome::lost;
  Timestamp started_at;
  Timestamp finished_at;
  std::optional<JobError> error;
  std::string plugin_version;
  std::string plugin_digest;  // SHA-256 of the .so
  std::int64_t cpu_ms = 0;
  std::int64_t peak_memory_bytes = 0;
};

// A file stored with a job: bytes lie under the data folder, addressed by sha256.
struct Artifact {
  std::string name;
  std::string media_type;
  std::int64_t size = 0;
  std::string sha256;
};

struct LogLine {
  std::int64_t seq = 0;  // position in the job's log, from 1; set by the store
  int attempt = 0;
  Timestamp time;
  std::string level;   // debug info warning error
  std::string source;  // plugin stdout stderr host
  std::string message;
};

struct Job {
  JobId id = 0;
  std::string type;
  JobState state = JobState::queued;
  std::int64_t revision = 0;  // grows with every visible change; the ETag
  int priority = 0;
  std::string payload;
  Progress progress;
  int attempt = 0;
  int max_attempts = 0;
  int crashes = 0;  // attempts in a row, up to the last one, that ended in a crash
  std::optional<std::chrono::milliseconds> timeout;
  Timestamp run_at;
  Timestamp created_at;
  std::optional<Timestamp> started_at;   // of the current or last attempt; of a planned parent: of its plan
  std::optional<Timestamp> finished_at;  // terminal states only
  std::optional<Timestamp> lease_expires_at;
  std::string lease_owner;
  bool cancel_requested = false;
  std::string unique_key;
  std::vector<std::string> tags;
  std::string metadata;
  std::optional<JobError> error;  // of the last attempt that failed

  // Fan-out. A shard has a parent; a parent that has been planned has shards and no parent.
  JobId parent_id = 0;         // 0: no shard
  int shard_index = 0;         // shards only, from 0
  int shard_count = 0;         // of the parent, the same in each of its shards; 0: not planned, or not cut at all
  std::string parent_payload;  // shards only, and set by claim only: what their parent's payload is

  [[nodiscard]] bool is_shard() const noexcept { return parent_id != 0; }
  // A planned parent: its next run is the merge.
  [[nodiscard]] bool has_shards() const noexcept { return parent_id == 0 && shard_count > 0; }
};

// The shards of a parent by state.
struct ShardCounts {
  int total = 0;
  std::map<JobState, int> by_state;  // states that no shard has are not in it
};

// A job with what only the detail view needs.
struct JobDetail {
  Job job;
  std::optional<std::int64_t> result_size;  // bytes of result JSON, once succeeded
  std::vector<Attempt> attempts;            // oldest first
  std::vector<Artifact> artifacts;          // by name
  std::optional<ShardCounts> shards;        // of a planned parent
};

}  // namespace jobhost
