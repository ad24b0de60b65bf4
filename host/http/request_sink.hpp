// What the endpoint hands requests to. Called on reactor threads: must not block.
#pragma once

#include <string_view>

#include "http/reply.hpp"
#include "http/request.hpp"

namespace jobhost {

class RequestSink {
 public:
  RequestSink() = default;
  RequestSink(const RequestSink&) = delete;
  RequestSink& operator=(const RequestSink&) = delete;
  virtual ~RequestSink() = default;

  // Asked before the body has come in, so that one that is too large is refused at once.
  [[nodiscard]] virtual std::int64_t max_body_bytes(std::string_view method, std::string_view path) const = 0;
  virtual void on_request(Request request, Reply reply) = 0;
};

}  // namespace jobhost
