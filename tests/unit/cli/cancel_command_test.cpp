#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "canned_host.hpp"
#include "cli_run.hpp"

namespace jobhost {
namespace {

using test::CannedHost;
using test::run;

constexpr auto kConflict = R"({"title":"Already ended","detail":"job 2 has succeeded"})";

TEST(CancelCommand, CancelsEachJobThoughOneIsRefused) {
  CannedHost host;
  host.answer("POST /v1/jobs/1/cancel", {{200, R"({"id":1,"state":"cancelled"})", {}, false}});
  host.answer("POST /v1/jobs/2/cancel", {{409, kConflict, {}, false}});
  host.answer("POST /v1/jobs/3/cancel", {{202, R"({"id":3,"state":"running"})", {}, false}});
  const auto result = run({"cancel", "1", "2", "3", "--server", host.url()});
  EXPECT_EQ(result.exit, 4);
  EXPECT_EQ(result.out, "job 1: cancelled\njob 3: is running and is being stopped\n");
  EXPECT_EQ(result.err,
            "jobhost: job 2: the host refused the request (409 Already ended)\n  job 2 has succeeded\n");
}

TEST(CancelCommand, PrintsJson) {
  CannedHost host;
  host.answer("POST /v1/jobs/1/cancel", {{200, R"({"id":1,"state":"cancelled"})", {}, false}});
  const auto result = run({"cancel", "1", "--json", "--server", host.url()});
  EXPECT_EQ(result.exit, 0);
  EXPECT_EQ(result.out, "{\"id\":1,\"state\":\"cancelled\"}\n");
}

TEST(RetryCommand, StartsJobsAnew) {
  CannedHost host;
  host.answer("POST /v1/jobs/5/retry", {{202, R"({"id":5,"state":"queued"})", {}, false}});
  const auto result = run({"retry", "5", "--server", host.url()});
  EXPECT_EQ(result.exit, 0);
  EXPECT_EQ(result.out, "job 5: queued again\n");
}

}  // namespace
}  // namespace jobhost
