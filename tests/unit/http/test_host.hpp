// A real server on a free port over a real SQLite store in a folder of its own. Jobs do not run by themselves:
// tests claim and finish them through the store, as a dispatcher would.
#pragma once

#include <httplib.h>

#include <atomic>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "http/http_server.hpp"
#include "storage/sqlite/sqlite_store.hpp"
#include "support/temporary_folder.hpp"
#include "unit/http/failing_store.hpp"
#include "unit/http/test_catalog.hpp"

namespace jobhost {

inline std::string path_of(JobId id) { return "/v1/jobs/" + std::to_string(id); }

class RecordedCancels final : public RunningJobs {
 public:
  void cancel_running(JobId id) override { last = id; }
  std::atomic<JobId> last{0};
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
  std::atomic<bool> ready{true};
  HttpServer server;
};

// Waits until `condition` holds; false after 10 seconds.
bool eventually(const std::function<bool()>& condition);

}  // namespace jobhost
