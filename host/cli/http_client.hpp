// A small HTTP client (cpp-httplib behind it, in one .cpp): one kept-alive connection to one host, one request at a
// time, one thread.
#pragma once

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "cli/host_address.hpp"

namespace jobhost {

struct HttpRequest {
  std::string method = "GET";
  std::string target;  // path and query, encoded
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::string content_type;
  std::chrono::seconds patience{30};  // silence of the host that is borne
};

struct HttpAnswer {
  int status = 0;
  std::string body;
  std::string etag;
  std::string content_range;
};

// No answer came. what() names the address, who said it, and what to do.
class HostUnreachable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class HttpClient {
 public:
  explicit HttpClient(HostAddress address);
  ~HttpClient();
  HttpClient(HttpClient&&) noexcept;
  HttpClient& operator=(HttpClient&&) noexcept;

  [[nodiscard]] const std::string& base_url() const noexcept { return address_.url; }
  // Any status is an answer. Throws HostUnreachable.
  HttpAnswer send(const HttpRequest& request);

 private:
  struct Connection;
  HostAddress address_;
  std::unique_ptr<Connection> connection_;
};

// Everything but letters, digits and -._~ becomes %XX.
std::string percent_encode(std::string_view text);

}  // namespace jobhost
