// The one answer that a request gets: moved from thread to thread until somebody calls send(). Dropped without
// that, it sends a 500, so no client waits for nothing. One owner at a time.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "http/connection.hpp"
#include "http/http_metrics.hpp"
#include "http/response.hpp"

namespace jobhost {

class Reply {
 public:
  // `what` is for the log: "GET /v1/jobs/12".
  Reply(std::shared_ptr<Connection> connection, HttpMetrics& metrics, std::string what, bool keep_alive);
  Reply(Reply&& other) noexcept;
  Reply& operator=(Reply&&) = delete;
  ~Reply();

  // The pattern of the route, a literal; until it is known answers count as "none".
  void set_route(std::string_view route) noexcept { route_ = route; }
  // Writes the answer. Never blocks; any thread. The second call does nothing.
  void send(Response response);

  [[nodiscard]] bool client_left() const noexcept { return connection_->client_left(); }
  // For a client that has left.
  void abandon() noexcept { connection_.reset(); }

 private:
  std::shared_ptr<Connection> connection_;  // null once answered
  HttpMetrics* metrics_;
  std::string what_;
  bool keep_alive_;
  std::string_view route_ = "none";
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

}  // namespace jobhost
