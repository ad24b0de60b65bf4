// jobs.yaml as typed data. Plain values; every default is here and nowhere else. Paths are absolute once loaded
// (they resolve against the folder of the config file, never the working directory).
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "job/retry_policy.hpp"
#include "support/log.hpp"

namespace jobhost {

struct ServerConfig {
  std::string listen = "127.0.0.1:8080";     // ADDRESS:PORT; port 0 takes a free one; loopback only
  int threads = 2;                           // Pistache reactor threads
  std::int64_t max_body_bytes = 1 << 20;     // of a request to /v1/jobs
  std::int64_t max_import_bytes = 64 << 20;  // of a market data import
  std::chrono::milliseconds header_timeout{10'000};
  std::chrono::milliseconds body_timeout{60'000};
};

struct StorageConfig {
  std::filesystem::path data_dir;  // default: var beside the config file
  std::chrono::milliseconds busy_timeout{5'000};
  std::chrono::milliseconds retention{7LL * 86'400'000};  // finished jobs are kept this long
};

struct RuntimeConfig {
  std::chrono::milliseconds lease{15'000};          // a host that is silent this long has lost its jobs
  std::chrono::milliseconds drain_timeout{10'000};  // at SIGTERM: how long running jobs may go on
};

struct LoggingConfig {
  LogLevel level = LogLevel::info;
  LogFormat format = LogFormat::human;
};

// `auto` is a word of C++.
enum class SandboxMode { automatic, required, off };

// What one runner process may do; set when it starts.
struct RunnerLimits {
  std::int64_t memory_bytes = 0;          // of address space; 0: no limit
  std::chrono::milliseconds cpu_time{0};  // of one attempt; 0: no limit
  int nice = 0;
  SandboxMode sandbox = SandboxMode::automatic;
  bool allow_network = false;

  bool operator==(const RunnerLimits&) const = default;
};

// When an idle runner makes way for a new one; 0: never for this reason.
struct RecycleAfter {
  std::int64_t jobs = 0;
  std::int64_t memory_bytes = 0;  // resident

  bool operator==(const RecycleAfter&) const = default;
};

struct JobTypeConfig {
  std::string name;
  std::filesystem::path plugin;                   // the .so
  std::string sha256;                             // that it must have, lower-case hex; empty: any
  int concurrency = 1;                            // runner processes
  std::chrono::milliseconds timeout{600'000};     // of one attempt
  std::chrono::milliseconds cancel_grace{5'000};  // from the cancel flag to SIGTERM, and from there to SIGKILL
  std::int64_t max_output_bytes = 32 << 20;       // of a result; artifacts: each
  RetryPolicy retry;
  int crash_limit = 3;  // crashes in a row after which a job is failed for good
  RecycleAfter recycle_after;
  RunnerLimits limits;
  std::string settings = "{}";  // JSON object text for the plugin
  int line = 0;                 // of the entry in jobs.yaml, for messages
};

// Jobs that the host submits by itself; times are UTC.
struct ScheduleConfig {
  std::string name;
  std::string cron;  // as written; Cron::parse takes it
  std::string type;
  std::string payload = "{}";  // JSON object text
  int priority = 0;
  std::optional<int> max_attempts;                   // none: the job type's
  std::optional<std::chrono::milliseconds> timeout;  // of one attempt; none: the job type's
  std::vector<std::string> tags;
  bool enabled = true;

  bool operator==(const ScheduleConfig&) const = default;
};

struct Config {
  std::filesystem::path file;
  ServerConfig server;
  StorageConfig storage;
  RuntimeConfig runtime;
  LoggingConfig logging;
  std::vector<JobTypeConfig> job_types;   // by name
  std::vector<ScheduleConfig> schedules;  // by name; every type is one of job_types
};

}  // namespace jobhost
