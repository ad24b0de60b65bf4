// The reading side of one connection: feeds Pistache's parser, keeps the limits on head and body, and hands over
// whole requests. Owned by the Pistache peer; its reactor thread only.
#pragma once

#include <pistache/http.h>

#include <memory>
#include <optional>
#include <string_view>

#include "http/connection.hpp"
#include "http/http_metrics.hpp"
#include "http/request_sink.hpp"

namespace jobhost {

class PistacheIntake {
 public:
  PistacheIntake(std::shared_ptr<Connection> connection, RequestSink& sink, HttpMetrics& metrics)
      : connection_(std::move(connection)), sink_(sink), metrics_(metrics) {}

  // Bytes from the socket. Never throws.
  void take(std::string_view bytes, Pistache::Http::RequestParser& parser, Pistache::Tcp::Peer& peer);
  void client_left() { connection_->set_client_left(); }

 private:
  // Neither: bytes are missing.
  struct Verdict {
    bool whole = false;
    std::optional<Response> refusal;
  };

  Verdict feed(std::string_view bytes, Pistache::Http::RequestParser& parser);
  std::optional<Response> check_limits(const Pistache::Http::Request& request, bool has_head);
  void begin_body(const Pistache::Http::Request& request);
  void hand_over(std::string_view last_bytes, const Pistache::Http::Request& request);
  [[nodiscard]] bool more_follows(std::string_view last_bytes, const Pistache::Http::Request& request) const;

  const std::shared_ptr<Connection> connection_;
  RequestSink& sink_;
  HttpMetrics& metrics_;

  // Of the request that is coming in.
  std::size_t bytes_ = 0;
  std::optional<std::size_t> head_bytes_;  // known once the head is whole and the body is not
};

}  // namespace jobhost
