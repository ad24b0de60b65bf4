// What the runners' thread hands over about attempts, and to whom. The calls come on the runners' thread and must
// only hand over: the executor does the work that waits for the store.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "job/attempt_end.hpp"
#include "job/job_type.hpp"
#include "runtime/crash_record.hpp"
#include "storage/artifact_files.hpp"
#include "storage/job_store.hpp"
#include "storage/record_store.hpp"

namespace jobhost {

struct PendingArtifact {
  std::string name;
  std::string media_type;
  std::unique_ptr<ArtifactWriter> bytes;
};

// Everything that is known when an attempt has ended. The result is the plugin's text, not yet checked.
struct EndedAttempt {
  Job job;
  std::shared_ptr<const JobType> type;
  RetryPolicy retry;
  int crash_limit = 0;  // of the job type
  AttemptEnd end;
  bool cancel_requested = false;
  std::string result;
  std::vector<PendingArtifact> artifacts;
  std::vector<LogLine> log;
  std::vector<NewRecord> records;   // not yet checked either
  std::vector<std::string> shards;  // of a plan; JSON that is not yet checked
  Timestamp started_at;
  Timestamp finished_at;
  std::int64_t cpu_us = 0;
  std::int64_t peak_memory_bytes = 0;
  std::optional<CrashReport> crash;  // addresses still; the executor puts names to them
};

// A plugin asks for something that the store has, and waits for the answer. reply is safe to call on any thread,
// once.
struct RunnerRequest {
  LeaseKey key;
  std::int64_t max_output = 0;
  nlohmann::json question;  // as it came from the runner, not yet checked
  std::function<void(nlohmann::json)> reply;
};

class AttemptSink {
 public:
  AttemptSink() = default;
  AttemptSink(const AttemptSink&) = delete;
  AttemptSink& operator=(const AttemptSink&) = delete;
  virtual ~AttemptSink() = default;
  virtual void on_ended(EndedAttempt ended) = 0;
  virtual void on_update(JobUpdate update) = 0;
  virtual void on_request(RunnerRequest request) = 0;
  // The work folder of a runner that has gone; it is to be removed, and may hold a lot.
  virtual void on_work_folder_left(std::filesystem::path folder) = 0;
};

}  // namespace jobhost
