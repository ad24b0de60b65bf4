// jobs.yaml as typed data. Plain values; every default is here and nowhere else. Paths are absolute once loaded
// (they resolve against the folder of the config file, never the working directory).
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "job/retry_policy.hpp"
#include "support/log.hpp"

namespace jobhost {

struct ServerConfig {
  std::string listen = "127.0.0.1:8080";      // ADDRESS:PORT; port 0 takes a free one; loopback only
  int threads = 2;                            // Pistache reactor threads
  std::int64_t max_body_bytes = 1 << 20;      // of a request to /v1/jobs
  std::int64_t max_import_bytes = 64 << 20;   // of a market data import
  std::chrono::milliseconds header_timeout{10'000};
  std::chrono::milliseconds body_timeout{60'000};
};

struct StorageConfig {
  std::filesystem::path data_dir;                    // default: var beside the config file
  std::chrono::milliseconds busy_timeout{5'000};
  std::chrono::milliseconds retention{7LL * 86'400'000};  // finished jobs are kept this long
};

struct RuntimeConfig {
  std::chrono::milliseconds lease{15'000};           // a host that is silent this long has lost its jobs
  std::chrono::milliseconds drain_timeout{10'000};   // at SIGTERM: how long running jobs may go on
};

struct LoggingConfig {
  LogLevel level = LogLevel::info;
  LogFormat format = LogFormat::human;
};

struct JobTypeConfig {
  std::string name;
  std::filesystem::path plugin;                     // the .so
  int concurrency = 1;                              // runner processes
  std::chrono::milliseconds timeout{600'000};       // of one attempt
  std::chrono::milliseconds cancel_grace{5'000};    // from the cancel flag to SIGTERM, and from there to SIGKILL
  std::int64_t max_output_bytes = 32 << 20;         // of a result; artifacts: each
  RetryPolicy retry;
  std::string settings = "{}";                      // JSON object text for the plugin
  int line = 0;                                     // of the entry in jobs.yaml, for messages
};

struct Config {
  std::filesystem::path file;
  ServerConfig server;
  StorageConfig storage;
  RuntimeConfig runtime;
  LoggingConfig logging;
  std::vector<JobTypeConfig> job_types;  // by name
};

}  // namespace jobhost
