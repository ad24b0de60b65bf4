#include <gmock/gmock.h>

#include "unit/http/test_host.hpp"

namespace jobhost {
namespace {

using testing::HasSubstr;

TEST(Health, LivesAndIsReadyWhenTheHostSaysSo) {
  TestHost host;
  EXPECT_EQ(host.client().Get("/livez")->status, 200);
  EXPECT_EQ(host.client().Get("/readyz")->status, 200);
  host.ready = false;
  EXPECT_EQ(host.client().Get("/livez")->status, 200);
  EXPECT_EQ(host.client().Get("/readyz")->status, 503);
}

TEST(Metrics, CountAnswersByRouteAndRefusalsByReason) {
  TestHost host;
  host.submit_echo();
  host.client().Get("/v1/jobs/1");
  host.client().Get("/v1/jobs/2");
  host.client().Get("/nowhere/client-chosen-text");
  EXPECT_EQ(host.metric(R"(jobhost_http_requests_total{route="POST /v1/jobs",status="202"})"), 1);
  EXPECT_EQ(host.metric(R"(jobhost_http_requests_total{route="GET /v1/jobs/{id}",status="200"})"), 1);
  EXPECT_EQ(host.metric(R"(jobhost_http_requests_total{route="GET /v1/jobs/{id}",status="404"})"), 1);
  EXPECT_EQ(host.metric(R"(jobhost_http_refusals_total{reason="no_such_path"})"), 1);
  EXPECT_EQ(host.metric(R"(jobhost_http_request_duration_seconds_count{route="POST /v1/jobs"})"), 1);
  EXPECT_GE(host.metric("jobhost_http_connections"), 1);
  EXPECT_EQ(host.metric("jobhost_runtime_up"), 1);
  const auto page = host.client().Get("/metrics");
  EXPECT_THAT(page->get_header_value("Content-Type"), HasSubstr("version=0.0.4"));
  EXPECT_THAT(page->body, testing::Not(HasSubstr("client-chosen-text")));
}

}  // namespace
}  // namespace jobhost
