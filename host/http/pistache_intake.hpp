// The reading side of one connection: keeps the limits on head and body, feeds Pistache's parser, and hands over
// whole requests. Owned by the Pistache peer; its reactor thread only.
#pragma once

#include <pistache/http.h>

#include <memory>
#include <optional>
#include <string>
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
  // Of the request that is coming in.
  struct Incoming {
    std::size_t bytes = 0;
    std::string head;  // what has come of it, unless it comes in one piece
    bool has_head = false;
    std::size_t expected_bytes = 0;  // head and body, once the head is here
    std::size_t body_limit = 0;
    bool is_chunked = false;
  };
  // Neither: bytes are missing.
  struct Verdict {
    bool whole = false;
    std::optional<Response> refusal;
  };

  Verdict feed(std::string_view bytes, Pistache::Http::RequestParser& parser);
  std::optional<Response> look_for_head(std::string_view bytes);
  std::optional<Response> check_head(std::string_view head, bool body_missing);
  Verdict parse(std::string_view bytes, Pistache::Http::RequestParser& parser);
  void hand_over(const Pistache::Http::Request& request);

  const std::shared_ptr<Connection> connection_;
  RequestSink& sink_;
  HttpMetrics& metrics_;
  Incoming incoming_;
};

}  // namespace jobhost
