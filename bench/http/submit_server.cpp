// The HTTP layer over a real SQLite store, without a runtime: what submit.sh measures. Nothing runs the jobs.
//   submit_server FOLDER      prints its address and serves until it gets SIGTERM or SIGINT

#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <filesystem>

#include "http/http_server.hpp"
#include "job/json_schema.hpp"
#include "storage/sqlite/sqlite_store.hpp"

namespace {

constexpr const char* kSchema = R"({
  "type": "object", "required": ["symbol"], "additionalProperties": false,
  "properties": {
    "symbol": {"type": "string", "minLength": 1}, "top": {"type": "integer", "minimum": 1, "maximum": 1000},
    "costs": {"type": "object", "additionalProperties": false,
              "properties": {"fee_bps": {"type": "number", "minimum": 0}}}
  }
})";

class OneType final : public jobhost::JobTypeCatalog {
 public:
  OneType() {
    auto type = std::make_shared<jobhost::JobType>();
    type->name = "noop";
    type->available = true;
    type->payload_schema = kSchema;
    type->payload_validator = std::make_shared<jobhost::JsonSchema>(kSchema);
    type_ = std::move(type);
  }
  [[nodiscard]] std::shared_ptr<const jobhost::JobType> find(std::string_view name) const override {
    return name == type_->name ? type_ : nullptr;
  }
  [[nodiscard]] std::vector<std::shared_ptr<const jobhost::JobType>> list() const override { return {type_}; }

 private:
  std::shared_ptr<const jobhost::JobType> type_;
};

class NothingRuns final : public jobhost::RunningJobs {
 public:
  void cancel_running(jobhost::JobId /*id*/) override {}
};

class NothingReloads final : public jobhost::HostControl {
 public:
  std::int64_t request_reload(const std::string& /*trigger*/, bool /*force*/) override { return 0; }
  [[nodiscard]] std::optional<jobhost::ReloadReport> reload_report(std::int64_t /*number*/) const override {
    return std::nullopt;
  }
  [[nodiscard]] std::int64_t last_reload() const override { return 0; }
  [[nodiscard]] jobhost::ConfigView config() const override { return {}; }
};

class NothingIsDue final : public jobhost::ScheduleControl {
 public:
  [[nodiscard]] std::vector<jobhost::ScheduleView> schedules() const override { return {}; }
  jobhost::ScheduleRun run_schedule(const std::string& /*name*/) override {
    return {.outcome = jobhost::ScheduleOutcome::no_such_schedule};
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: submit_server FOLDER\n");
    return 2;
  }
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  jobhost::SystemClock clock;
  jobhost::SqliteStore store({.file = folder / "jobhost.db", .cache_folder = folder / "cache"}, clock);
  jobhost::ArtifactFiles artifacts(folder / "artifacts");
  OneType types;
  NothingRuns running;
  NothingReloads control;
  NothingIsDue schedules;
  jobhost::ServerConfig config;
  config.listen = "127.0.0.1:0";
  jobhost::HttpServer server(
      config, {store.jobs(), store.market_data(), store.records(), store.trials(), store.plugins(), artifacts,
               types, running, control, schedules, clock, [] { return std::string{}; }, [] { return true; }});
  server.start();
  fmt::print("{}\n", server.address());
  std::fflush(stdout);
  int signal = 0;
  ::sigwait(&signals, &signal);
  server.stop();
  return 0;
}
