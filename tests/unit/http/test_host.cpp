#include "unit/http/test_host.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace jobhost {
namespace {

ServerConfig on_a_free_port(ServerConfig config) {
  config.listen = "127.0.0.1:0";
  return config;
}

}  // namespace

TestHost::TestHost(ServerConfig config)
    : sqlite({.file = folder.path() / "jobhost.db", .cache_folder = folder.path() / "cache"}, clock),
      jobs(sqlite.jobs()),
      artifacts(folder.path() / "artifacts"),
      server(on_a_free_port(std::move(config)),
             {.jobs = jobs,
              .market_data = sqlite.market_data(),
              .records = sqlite.records(),
              .trials = sqlite.trials(),
              .plugins = sqlite.plugins(),
              .artifacts = artifacts,
              .job_types = catalog,
              .running = cancels,
              .control = control,
              .schedules = schedules,
              .clock = clock,
              .runtime_metrics = [] { return std::string("jobhost_runtime_up 1\n"); },
              .ready = [this] { return ready.load(); }}) {
  server.start();
}

int TestHost::port() const {
  const auto address = server.address();
  return std::stoi(address.substr(address.rfind(':') + 1));
}

httplib::Client TestHost::client() const {
  httplib::Client client("127.0.0.1", port());
  client.set_keep_alive(false);  // with it, httplib waits for a body behind a 304
  client.set_read_timeout(std::chrono::seconds{70});
  return client;
}

JobId TestHost::submit(const nlohmann::json& submission) {
  const auto response = client().Post("/v1/jobs", submission.dump(), "application/json");
  if (!response || response->status != 202) {
    throw std::runtime_error("not accepted: " + (response ? response->body : std::string("no answer")));
  }
  return nlohmann::json::parse(response->body)["id"];
}

Job TestHost::claim(const std::string& type) {
  const std::vector<ClaimRequest> requests{{type, 1}};
  return sqlite.jobs().claim(requests, "test", std::chrono::minutes{1}).jobs.at(0);
}

void TestHost::succeed(const Job& job, const std::string& result, std::vector<Artifact> files) {
  Finish finish;
  finish.key = {job.id, job.attempt};
  finish.disposition = {.state = JobState::succeeded, .run_at = {}};
  finish.attempt.attempt = job.attempt;
  finish.attempt.outcome = AttemptOutcome::succeeded;
  finish.attempt.started_at = finish.attempt.finished_at = clock.now();
  finish.attempt.plugin_version = "1.2.3";
  finish.result = result;
  finish.artifacts = std::move(files);
  const auto ends = sqlite.jobs().finish_if_leased(std::span(&finish, 1));
  ASSERT_EQ(ends.at(0), FinishResult::finished);
}

Artifact TestHost::publish(const std::string& name, const std::string& bytes) {
  const auto writer = artifacts.begin();
  writer->write(bytes);
  const auto digest = artifacts.publish(*writer);
  return {name, "text/csv", static_cast<std::int64_t>(bytes.size()), digest};
}

double TestHost::metric(const std::string& line_start) const {
  const auto response = client().Get("/metrics");
  if (!response) { return -1; }
  const auto start = response->body.find("\n" + line_start);
  if (start == std::string::npos) { return 0; }
  const auto end = response->body.find('\n', start + 1);
  const auto line = response->body.substr(start + 1, end - start - 1);
  return std::stod(line.substr(line.rfind(' ') + 1));
}

bool eventually(const std::function<bool()>& condition) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{10};
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) { return false; }
    std::this_thread::yield();
  }
  return true;
}

}  // namespace jobhost
