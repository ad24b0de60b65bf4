// What a reload did, and the interface through which http, without including the runtime, asks for one and reads
// how the host is configured (cli/serve.cpp joins them).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "job/plugin_generation.hpp"
#include "support/errors.hpp"

namespace jobhost {

struct ActivatedPlugin {
  std::string job_type;
  std::int64_t generation = 0;
  std::string digest;
  std::string version;
};

struct RefusedPlugin {
  std::string job_type;
  std::string digest;  // empty when there was no file to read
  Refusal refusal;
  std::string instead;  // what the type does now, in a sentence
};

// One look at jobs.yaml and the plugin files.
struct ReloadReport {
  std::int64_t number = 0;
  std::string trigger;  // start, file, poll, signal, api, crash_loop
  Timestamp started_at;
  std::optional<Timestamp> finished_at;    // not while plugins are being probed
  std::vector<Problem> problems;           // of jobs.yaml; then nothing of it was taken
  std::vector<std::string> changes;        // taken: "job_types.optimization.concurrency: 2 -> 4"
  std::vector<std::string> needs_restart;  // seen, but not taken before the next start
  std::vector<ActivatedPlugin> activated;
  std::vector<RefusedPlugin> refused;
};

struct ConfigView {
  std::map<std::string, std::string> fields;  // as they are in force: "server.listen" -> "127.0.0.1:8080"
  std::vector<Problem> problems;              // of the file as it is now
  std::vector<std::string> needs_restart;
};

// Thread-safe; no call waits for a reload.
class HostControl {
 public:
  HostControl() = default;
  HostControl(const HostControl&) = delete;
  HostControl& operator=(const HostControl&) = delete;
  virtual ~HostControl() = default;

  // The number under which the report will be found. force: also tries again what is quarantined.
  virtual std::int64_t request_reload(const std::string& trigger, bool force) = 0;
  // nullopt: not begun yet, or forgotten (the last 100 are kept).
  [[nodiscard]] virtual std::optional<ReloadReport> reload_report(std::int64_t number) const = 0;
  // 0 when there was none.
  [[nodiscard]] virtual std::int64_t last_reload() const = 0;
  [[nodiscard]] virtual ConfigView config() const = 0;
};

}  // namespace jobhost
