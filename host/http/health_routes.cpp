#include "http/health_routes.hpp"

#include "http/problem.hpp"

namespace jobhost {
namespace {

Response ready(const ApiContext& api) {
  if (!api.host.ready()) { return problem_for_now(503, "not_ready", "the host is not ready", 1); }
  Response response;
  response.body = R"({"status":"ready"})";
  return response;
}

Response metrics(const ApiContext& api) {
  Response response;
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  response.body = api.metrics.text() + api.host.runtime_metrics();
  return response;
}

}  // namespace

void add_health_routes(Router& router, const ApiContext& api) {
  router.add("GET /livez", [](Exchange& exchange) {
    Response response;
    response.body = R"({"status":"live"})";
    exchange.reply.send(std::move(response));
  });
  router.add("GET /readyz", answered_by(api.readers, [&api](const Exchange&) { return ready(api); }));
  router.add("GET /metrics", answered_by(api.readers, [&api](const Exchange&) { return metrics(api); }));
}

}  // namespace jobhost
