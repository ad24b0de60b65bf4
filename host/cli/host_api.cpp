#include "cli/host_api.hpp"

#include <fmt/format.h>

#include "cli/host_refusal.hpp"

namespace jobhost {
namespace {

constexpr std::chrono::seconds kImportPatience{300};  // the host parses and stores the whole file before it answers

std::string job_path(JobId id) {
  return fmt::format("/v1/jobs/{}", id);
}

void add_parameter(std::string& target, std::string_view name, std::string_view value) {
  if (value.empty()) { return; }
  target += target.find('?') == std::string::npos ? '?' : '&';
  target += fmt::format("{}={}", name, percent_encode(value));
}

HttpRequest post(std::string target, std::string body = {}) {
  HttpRequest request;
  request.method = "POST";
  request.target = std::move(target);
  request.body = std::move(body);
  request.content_type = "application/json";
  return request;
}

HttpRequest get(std::string target) {
  HttpRequest request;
  request.target = std::move(target);
  return request;
}

}  // namespace

HttpAnswer HostApi::checked(const HttpRequest& request) {
  auto answer = client_.send(request);
  if (answer.status < 200 || (answer.status >= 300 && answer.status != 304)) { throw HostRefused(answer); }
  return answer;
}

HttpAnswer HostApi::submit(const std::string& document) {
  return checked(post("/v1/jobs", document));
}

HttpAnswer HostApi::job(JobId id) {
  return checked(get(job_path(id)));
}

std::optional<HttpAnswer> HostApi::job_change(JobId id, const std::string& etag, std::chrono::seconds wait) {
  auto request = get(job_path(id));
  add_parameter(request.target, "wait", fmt::format("{}s", wait.count()));
  add_parameter(request.target, "if_changed", etag);
  request.patience += wait;
  auto answer = checked(request);
  if (answer.status == 304) { return std::nullopt; }
  return answer;
}

HttpAnswer HostApi::jobs(const JobQuery& query) {
  std::string target = "/v1/jobs";
  add_parameter(target, "state", query.state);
  add_parameter(target, "type", query.type);
  add_parameter(target, "tag", query.tag);
  add_parameter(target, "parent", query.parent);
  add_parameter(target, "cursor", query.cursor);
  add_parameter(target, "limit", fmt::format("{}", query.limit));
  return checked(get(target));
}

HttpAnswer HostApi::cancel(JobId id) {
  return checked(post(job_path(id) + "/cancel"));
}

HttpAnswer HostApi::retry(JobId id) {
  return checked(post(job_path(id) + "/retry"));
}

HttpAnswer HostApi::log(JobId id, std::int64_t after) {
  auto target = job_path(id) + "/logs";
  add_parameter(target, "after", fmt::format("{}", after));
  return checked(get(target));
}

HttpAnswer HostApi::reload(bool force) {
  return checked(post(force ? "/v1/reload?force=true" : "/v1/reload"));
}

std::optional<HttpAnswer> HostApi::reload_report(std::int64_t number) {
  auto answer = client_.send(get(fmt::format("/v1/reload/{}", number)));
  if (answer.status == 404) { return std::nullopt; }
  if (answer.status != 200) { throw HostRefused(answer); }
  return answer;
}

HttpAnswer HostApi::plugins(int limit) {
  return checked(get(fmt::format("/v1/plugins?limit={}", limit)));
}

HttpAnswer HostApi::schedules() {
  return checked(get("/v1/schedules"));
}

HttpAnswer HostApi::run_schedule(const std::string& name) {
  return checked(post(fmt::format("/v1/schedules/{}/run", percent_encode(name))));
}

HttpAnswer HostApi::import_series(const SeriesImport& series) {
  HttpRequest request;
  request.method = "PUT";
  request.target =
      fmt::format("/v1/market-data/{}/{}", percent_encode(series.symbol), percent_encode(series.timeframe));
  add_parameter(request.target, "source", series.source);
  add_parameter(request.target, "mode", series.append ? "append" : "replace");
  request.content_type = "text/csv";
  request.body = series.csv;
  request.patience = kImportPatience;
  return checked(request);
}

HttpAnswer HostApi::series() {
  return checked(get("/v1/market-data"));
}

HttpAnswer HostApi::range(const std::string& path, std::int64_t first, std::int64_t last) {
  auto request = get(path);
  request.headers.emplace_back("Range", fmt::format("bytes={}-{}", first, last));
  auto answer = client_.send(request);
  if (answer.status != 200 && answer.status != 206 && answer.status != 416) { throw HostRefused(answer); }
  return answer;
}

}  // namespace jobhost
