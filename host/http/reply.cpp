#include "http/reply.hpp"

#include "http/problem.hpp"
#include "http/response_text.hpp"
#include "support/log.hpp"

namespace jobhost {

Reply::Reply(std::shared_ptr<Connection> connection, HttpMetrics& metrics, std::string what, bool keep_alive)
    : connection_(std::move(connection)), metrics_(&metrics), what_(std::move(what)), keep_alive_(keep_alive) {}

Reply::Reply(Reply&& other) noexcept = default;

Reply::~Reply() {
  if (!connection_) { return; }
  try {
    log_event(LogLevel::error, "request was never answered", {{"request", what_}});
    send(problem(500, "internal", "the host failed to answer; its log says why"));
  } catch (...) {  // a destructor must not throw; without memory for an answer the client is cut
    if (connection_) { connection_->cut(); }
  }
}

void Reply::send(Response response) {
  if (!connection_) { return; }
  const auto connection = std::move(connection_);
  const auto taken = std::chrono::duration<double>(std::chrono::steady_clock::now() - began_);
  // Counted before it is written: who has seen the answer sees it in the metrics.
  metrics_->count_answer(route_, response.status, taken);
  if (!response.refusal.empty()) { metrics_->count_refusal(response.refusal); }
  if (log_enabled(LogLevel::debug)) {
    log_event(LogLevel::debug, "http request",
              {{"request", what_}, {"status", response.status}, {"ms", taken.count() * 1'000}});
  }
  const bool close = !keep_alive_ || response.close || connection->must_close();
  auto text = response_head(response, !close);
  text += response.body;
  connection->answer(std::move(text), std::move(response.file), close);
}

}  // namespace jobhost
