// A small HTTP client for tests (cpp-httplib behind it): JSON in, JSON out, nothing hidden. One thread at a time.
#pragma once

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

namespace jobhost {

struct ApiAnswer {
  int status = 0;                              // 0: no answer
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
  [[nodiscard]] nlohmann::json json() const { return nlohmann::json::parse(body, nullptr, false); }
};

class ApiClient {
 public:
  // address: "127.0.0.1:43211".
  explicit ApiClient(const std::string& address);
  ~ApiClient();
  ApiClient(ApiClient&&) noexcept;

  ApiAnswer get(const std::string& path, const std::map<std::string, std::string>& headers = {});
  ApiAnswer post(const std::string& path, const nlohmann::json& body);
  ApiAnswer put(const std::string& path, const std::string& body, const std::string& content_type);

  // Submits and returns the id; throws when it was not taken.
  std::int64_t submit(const std::string& type, const nlohmann::json& payload, nlohmann::json more = {});
  nlohmann::json job(std::int64_t id);
  // Long-polls until the job has one of the states; throws after 30 s.
  nlohmann::json wait_for_state(std::int64_t id, const std::vector<std::string>& states);
  // Until it is terminal.
  nlohmann::json finish(std::int64_t id);

 private:
  struct Client;
  std::unique_ptr<Client> client_;
};

}  // namespace jobhost
