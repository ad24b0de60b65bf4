#include "support/api_client.hpp"

#include <fmt/format.h>
#include <httplib.h>

#include <algorithm>
#include <chrono>

namespace jobhost {
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

ApiAnswer to_answer(const httplib::Result& result) {
  ApiAnswer answer;
  if (!result) { return answer; }
  answer.status = result->status;
  answer.body = result->body;
  for (const auto& [name, value] : result->headers) { answer.headers[lower(name)] = value; }
  return answer;
}

}  // namespace

struct ApiClient::Client {
  explicit Client(const std::string& address) : http("http://" + address) {
    http.set_keep_alive(true);
    http.set_read_timeout(60);
    http.set_tcp_nodelay(true);  // a request is written in two pieces, and the second would wait 40 ms
  }
  httplib::Client http;
};

ApiClient::ApiClient(const std::string& address) : client_(std::make_unique<Client>(address)) {}
ApiClient::~ApiClient() = default;
ApiClient::ApiClient(ApiClient&&) noexcept = default;

ApiAnswer ApiClient::get(const std::string& path, const std::map<std::string, std::string>& headers) {
  return to_answer(client_->http.Get(path, httplib::Headers(headers.begin(), headers.end())));
}

ApiAnswer ApiClient::post(const std::string& path, const nlohmann::json& body) {
  return to_answer(client_->http.Post(path, body.dump(), "application/json"));
}

ApiAnswer ApiClient::put(const std::string& path, const std::string& body, const std::string& content_type) {
  return to_answer(client_->http.Put(path, body, content_type));
}

std::int64_t ApiClient::submit(const std::string& type, const nlohmann::json& payload, nlohmann::json more) {
  if (more.is_null()) { more = nlohmann::json::object(); }
  more["type"] = type;
  more["payload"] = payload;
  const auto answer = post("/v1/jobs", more);
  if (answer.status != 202) {
    throw std::runtime_error(fmt::format("not taken: {} {}", answer.status, answer.body));
  }
  return answer.json().at("id").get<std::int64_t>();
}

nlohmann::json ApiClient::job(std::int64_t id) {
  return get(fmt::format("/v1/jobs/{}", id)).json();
}

nlohmann::json ApiClient::wait_for_state(std::int64_t id, const std::vector<std::string>& states) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  std::string etag;
  nlohmann::json job;
  while (std::chrono::steady_clock::now() < deadline) {
    std::map<std::string, std::string> headers;
    // httplib 0.11 waits for a body after a 304, until the connection closes: so let it close.
    if (!etag.empty()) { headers = {{"If-None-Match", etag}, {"Connection", "close"}}; }
    const auto answer = get(fmt::format("/v1/jobs/{}?wait={}", id, etag.empty() ? "0s" : "2s"), headers);
    if (answer.status == 304) { continue; }
    if (answer.status != 200) { throw std::runtime_error(fmt::format("job {}: {}", id, answer.body)); }
    etag = answer.headers.at("etag");
    job = answer.json();
    if (std::find(states.begin(), states.end(), job.at("state").get<std::string>()) != states.end()) { return job; }
  }
  throw std::runtime_error(fmt::format("job {} did not get there: {}", id, job.dump()));
}

nlohmann::json ApiClient::finish(std::int64_t id) {
  return wait_for_state(id, {"succeeded", "failed", "cancelled"});
}

}  // namespace jobhost
