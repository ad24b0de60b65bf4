#include "support/reload_client.hpp"

#include <fmt/format.h>

#include <chrono>
#include <stdexcept>
#include <thread>

namespace jobhost {

bool eventually(const std::function<bool()>& condition) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) { return false; }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return true;
}

nlohmann::json reload(ApiClient& api, bool force) {
  const auto started = api.post(force ? "/v1/reload?force=true" : "/v1/reload", nlohmann::json::object());
  if (started.status != 202) { throw std::runtime_error("no reload: " + started.body); }
  const auto path = started.json().at("href").get<std::string>();
  nlohmann::json report;
  const bool done = eventually([&] {
    const auto answer = api.get(path);
    report = answer.json();
    return answer.status == 200 && report.at("finished").get<bool>();
  });
  if (!done) { throw std::runtime_error("the reload did not end: " + report.dump()); }
  return report;
}

nlohmann::json generation(ApiClient& api, const std::string& type, const std::string& state) {
  const auto document = api.get("/v1/plugins").json();
  for (const auto& each : document.at("plugins")) {
    if (each.at("type") == type && each.at("state") == state) { return each; }
  }
  return nullptr;
}

std::string marker_of_new_job(ApiClient& api, const std::string& type) {
  const auto job = api.finish(api.submit(type, nlohmann::json::object()));
  if (job.at("state") != "succeeded") { throw std::runtime_error("not succeeded: " + job.dump()); }
  return job.at("result").at("marker").get<std::string>();
}

bool becomes_active(ApiClient& api, const std::string& type, const std::string& marker) {
  return eventually([&] { return marker_of_new_job(api, type) == marker; });
}

}  // namespace jobhost
