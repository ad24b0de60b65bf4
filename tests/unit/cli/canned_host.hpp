// A real HTTP server on a free port of 127.0.0.1 that answers what a test tells it to, and remembers what it was
// asked. Its own threads; every method may be called at any time.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace jobhost::test {

// As a status: the connection is closed instead of an answer.
inline constexpr int kHangUp = 0;

struct CannedAnswer {
  int status = 200;
  std::string body;
  std::map<std::string, std::string> headers;
  bool hold = false;  // never answered while the host lives
};

struct SeenRequest {
  std::string method;
  std::string target;  // path and query as sent
  std::string body;
  std::map<std::string, std::string> headers;
};

class CannedHost {
 public:
  CannedHost();
  ~CannedHost();
  CannedHost(const CannedHost&) = delete;
  CannedHost& operator=(const CannedHost&) = delete;

  [[nodiscard]] std::string url() const;
  // The answers to "GET /v1/jobs/12" (no query), one after the other; the last one is given again and again.
  void answer(const std::string& method_and_path, std::vector<CannedAnswer> answers);
  // GET of this path answers `content` by byte ranges, at most `piece` bytes at a time.
  void serve_ranges(const std::string& path, const std::string& content, std::size_t piece);

  [[nodiscard]] std::vector<SeenRequest> requests() const;
  // Waits until so many requests have come; false after 20 s.
  [[nodiscard]] bool wait_for_requests(std::size_t count) const;

 private:
  struct Server;
  std::unique_ptr<Server> server_;
};

}  // namespace jobhost::test
