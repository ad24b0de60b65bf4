// A real server on a free port over a real SQLite store in a folder of its own. Jobs do not run by themselves:
// tests claim and finish them through the store, as a dispatcher would.
#pragma once

#include <httplib.h>

#include <atomic>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "http/http_server.hpp"
#include "storage/sqlite/sqlite_store.hpp"
#include "support/temporary_folder.hpp"
#include "unit/http/failing_store.hpp"
#include "unit/http/test_catalog.hpp"

namespace jobhost {

inline std::string path_of(JobId id) {
  return "/v1/jobs/" + std::to_string(id);
}

class RecordedCancels final : public RunningJobs {
 public:
  void cancel_running(JobId id) override { last = id; }
  std::atomic<JobId> last{0};
};

// A host whose configuration and plugins never change; tests set what it answers.
class FakeControl final : public HostControl {
 public:
  FakeControl() { answers_.report.number = 7; }

  struct Answers {
    ReloadReport report;
    ConfigView view;
    bool forced = false;
  };
  // Under the lock.
  template <typename Change>
  void change(Change change) {
    const std::scoped_lock lock(mutex_);
    change(answers_);
  }
  [[nodiscard]] bool forced() const {
    const std::scoped_lock lock(mutex_);
    return answers_.forced;
  }

  std::int64_t request_reload(const std::string& trigger, bool force) override {
    const std::scoped_lock lock(mutex_);
    answers_.report.trigger = trigger;
    answers_.forced = force;
    return answers_.report.number;
  }
  [[nodiscard]] std::optional<ReloadReport> reload_report(std::int64_t number) const override {
    const std::scoped_lock lock(mutex_);
    return number == answers_.report.number ? std::optional(answers_.report) : std::nullopt;
  }
  [[nodiscard]] std::int64_t last_reload() const override { return 7; }
  [[nodiscard]] ConfigView config() const override {
    const std::scoped_lock lock(mutex_);
    return answers_.view;
  }

 private:
  mutable std::mutex mutex_;
  Answers answers_;
};

// Schedules that never become due; tests set what it answers.
class FakeSchedules final : public ScheduleControl {
 public:
  void show(ScheduleView view) {
    const std::scoped_lock lock(mutex_);
    views_.push_back(std::move(view));
  }
  void answer_run_with(ScheduleRun run) {
    const std::scoped_lock lock(mutex_);
    run_ = std::move(run);
  }
  // The last schedule that was to be run.
  [[nodiscard]] std::string asked() const {
    const std::scoped_lock lock(mutex_);
    return asked_;
  }

  [[nodiscard]] std::vector<ScheduleView> schedules() const override {
    const std::scoped_lock lock(mutex_);
    return views_;
  }
  ScheduleRun run_schedule(const std::string& name) override {
    const std::scoped_lock lock(mutex_);
    asked_ = name;
    return run_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<ScheduleView> views_;
  ScheduleRun run_;
  std::string asked_;
};

class TestHost {
 public:
  explicit TestHost(ServerConfig config = {});

  [[nodiscard]] httplib::Client client() const;
  [[nodiscard]] int port() const;

  // POST /v1/jobs; the id of a 202.
  JobId submit(const nlohmann::json& submission);
  JobId submit_echo() { return submit({{"type", "echo"}}); }
  // Claims one job of the type; it is running then.
  Job claim(const std::string& type);
  void succeed(const Job& job, const std::string& result, std::vector<Artifact> artifacts = {});
  Artifact publish(const std::string& name, const std::string& bytes);
  // The value of one line of /metrics, 0 when it is not there.
  double metric(const std::string& line_start) const;

  TemporaryFolder folder;
  SystemClock clock;
  SqliteStore sqlite;
  FailingStore jobs;
  ArtifactFiles artifacts;
  TestCatalog catalog;
  RecordedCancels cancels;
  FakeControl control;
  FakeSchedules schedules;
  std::atomic<bool> ready{true};
  HttpServer server;
};

// Waits until `condition` holds; false after 10 seconds.
bool eventually(const std::function<bool()>& condition);

}  // namespace jobhost
