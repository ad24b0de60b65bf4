// What the HTTP layer counts (prometheus-cpp behind it). Thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace jobhost {

class HttpMetrics {
 public:
  HttpMetrics();
  ~HttpMetrics();
  HttpMetrics(const HttpMetrics&) = delete;
  HttpMetrics& operator=(const HttpMetrics&) = delete;

  // One answer. `route` is the pattern ("GET /v1/jobs/{id}"), never what a client chose; it must be a literal.
  void count_answer(std::string_view route, int status, std::chrono::duration<double> taken);
  // `reason` is the word of the problem.
  void count_refusal(const std::string& reason);
  // One durable insert of `jobs` submissions.
  void count_batch(std::size_t jobs);

  // Read when the page is made.
  void add_gauge(const std::string& name, const std::string& help, std::function<double()> value);

  // Prometheus text.
  [[nodiscard]] std::string text() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace jobhost
