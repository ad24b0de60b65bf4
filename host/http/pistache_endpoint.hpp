// Pistache, and everything that has to be known about it: listening, reading, parsing, time limits. Whole requests
// go to a RequestSink on a reactor thread; answers are written by Connection. Requests that cannot be parsed, are
// too large or too slow are refused here, with problem+json.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "http/http_metrics.hpp"
#include "http/open_connections.hpp"
#include "http/request_sink.hpp"

namespace jobhost {

struct EndpointOptions {
  std::string host = "127.0.0.1";  // an address, without brackets
  std::uint16_t port = 0;
  int threads = 2;
  std::size_t max_request_bytes = 64 << 20;  // head and body; the sink's own limits are usually lower
  std::chrono::milliseconds header_timeout{10'000};
  std::chrono::milliseconds body_timeout{60'000};
};

class PistacheEndpoint {
 public:
  // All three outlive it.
  PistacheEndpoint(RequestSink& sink, OpenConnections& connections, HttpMetrics& metrics);
  // Calls stop().
  ~PistacheEndpoint();
  PistacheEndpoint(const PistacheEndpoint&) = delete;
  PistacheEndpoint& operator=(const PistacheEndpoint&) = delete;

  // Binds and serves. Throws std::runtime_error with the reason when it cannot bind.
  void start(const EndpointOptions& options);
  [[nodiscard]] std::uint16_t port() const;
  // Ends its threads. Connections should be cut before: Pistache leaves their descriptors open.
  void stop();

 private:
  struct Parts;
  RequestSink& sink_;
  OpenConnections& connections_;
  HttpMetrics& metrics_;
  std::unique_ptr<Parts> parts_;
};

}  // namespace jobhost
