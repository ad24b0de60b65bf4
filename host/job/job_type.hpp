// What the rest of the host may know of a job type, and the two small interfaces through which http talks to the
// runtime without including it (main.cpp joins them).
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "job/job.hpp"

namespace jobhost {

class JsonSchema;

// What its runners may do, as in jobs.yaml; 0: no limit.
struct JobTypeLimits {
  std::int64_t memory_bytes = 0;
  std::chrono::milliseconds cpu_time{0};
  int nice = 0;
  bool allow_network = false;
  std::int64_t max_output_bytes = 0;
  int crash_limit = 0;
};

// A snapshot; immutable once published, so readers keep it as long as they like.
struct JobType {
  std::string name;  // as in jobs.yaml
  bool available = false;
  std::string unavailable_reason;  // why not, in a sentence, when !available
  std::string version;
  std::string title;
  std::string description;
  std::string payload_schema;  // JSON text; empty while unavailable
  std::string result_schema;   // JSON text; may be empty
  std::string example_payload;
  std::string plugin_digest;
  std::shared_ptr<const JsonSchema> payload_validator;  // null while unavailable
  std::shared_ptr<const JsonSchema> result_validator;   // null when the plugin has no result schema
  int concurrency = 1;
  int max_attempts = 3;
  std::chrono::milliseconds timeout{0};
  JobTypeLimits limits;
  std::string sandbox;  // how much of it is in force: full, partial or none; empty while unavailable
};

// Thread-safe.
class JobTypeCatalog {
 public:
  JobTypeCatalog() = default;
  JobTypeCatalog(const JobTypeCatalog&) = delete;
  JobTypeCatalog& operator=(const JobTypeCatalog&) = delete;
  virtual ~JobTypeCatalog() = default;
  // nullptr when jobs.yaml has no such type.
  [[nodiscard]] virtual std::shared_ptr<const JobType> find(std::string_view name) const = 0;
  // All of them, by name.
  [[nodiscard]] virtual std::vector<std::shared_ptr<const JobType>> list() const = 0;
};

// Thread-safe; returns at once.
class RunningJobs {
 public:
  RunningJobs() = default;
  RunningJobs(const RunningJobs&) = delete;
  RunningJobs& operator=(const RunningJobs&) = delete;
  virtual ~RunningJobs() = default;
  // Starts the cancel ladder of a job that runs in this process; no effect on any other.
  virtual void cancel_running(JobId id) = 0;
};

}  // namespace jobhost
