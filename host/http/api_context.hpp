// What the routes work with. Built and owned by HttpServer; everything in it outlives every request.
#pragma once

#include "http/http_metrics.hpp"
#include "http/http_server.hpp"
#include "http/long_polls.hpp"
#include "http/request_pool.hpp"
#include "http/router.hpp"
#include "http/submitter.hpp"

namespace jobhost {

struct ApiContext {
  const HttpDependencies& host;
  HttpMetrics& metrics;
  RequestPool& readers;    // reads of the store and of files, cancel, retry: short
  RequestPool& importers;  // market data imports: long, and large in memory
  Submitter& submitter;
  LongPolls& long_polls;
};

// A handler that lets `pool` answer with `action`.
Router::Handler answered_by(RequestPool& pool, RequestPool::Action action);

}  // namespace jobhost
