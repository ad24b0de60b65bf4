// The routes of the host's REST API that the commands use. Every method throws HostUnreachable when no answer comes
// and HostRefused when the answer is a problem; what it returns is a success. One thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "cli/http_client.hpp"
#include "job/job.hpp"

namespace jobhost {

struct JobQuery {
  std::string state;
  std::string type;
  std::string tag;
  std::string parent;
  std::string cursor;
  int limit = 20;
};

struct SeriesImport {
  std::string symbol;
  std::string timeframe;
  std::string source;
  bool append = false;
  std::string csv;
};

class HostApi {
 public:
  explicit HostApi(HostAddress address) : client_(std::move(address)) {}

  [[nodiscard]] const std::string& base_url() const noexcept { return client_.base_url(); }

  HttpAnswer submit(const std::string& document);
  HttpAnswer job(JobId id);
  // Waits until the job's ETag differs from `etag`; nullopt when it did not within `wait`.
  std::optional<HttpAnswer> job_change(JobId id, const std::string& etag, std::chrono::seconds wait);
  HttpAnswer jobs(const JobQuery& query);
  HttpAnswer cancel(JobId id);
  HttpAnswer retry(JobId id);
  // Log lines with seq > after.
  HttpAnswer log(JobId id, std::int64_t after);
  HttpAnswer reload(bool force);
  // What reload `number` did; nullopt: it has not begun.
  std::optional<HttpAnswer> reload_report(std::int64_t number);
  // Generations, newest first.
  HttpAnswer plugins(int limit);
  HttpAnswer schedules();
  HttpAnswer run_schedule(const std::string& name);
  HttpAnswer import_series(const SeriesImport& series);
  HttpAnswer series();
  // Bytes [first, last] of a large document; 200, 206, and also 416 are returned.
  HttpAnswer range(const std::string& path, std::int64_t first, std::int64_t last);

 private:
  HttpAnswer checked(const HttpRequest& request);

  HttpClient client_;
};

}  // namespace jobhost
