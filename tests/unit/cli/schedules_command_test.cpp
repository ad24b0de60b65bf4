#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "canned_host.hpp"
#include "cli_run.hpp"

namespace jobhost {
namespace {

using test::CannedHost;
using test::run;
using testing::HasSubstr;

TEST(SchedulesCommand, ShowsWhenEachIsDueAndHowItWent) {
  CannedHost host;
  host.answer("GET /v1/schedules", {{200,
                                     R"({"schedules":[
    {"name":"nightly","cron":"30 2 * * 1-5","type":"optimization","enabled":true,"next_due":"2026-01-05T02:30:00Z",
     "last_slot":"2026-01-02T02:30:00Z","last_job":12,"missed":3,"last_error":null},
    {"name":"off","cron":"@daily","type":"sum","enabled":false,"next_due":null,"last_slot":null,"last_job":null,
     "missed":0,"last_error":"no plugin"}]})",
                                     {},
                                     false}});
  const auto result = run({"schedules", "--server", host.url()});
  EXPECT_EQ(result.exit, 0);
  EXPECT_THAT(result.out,
              HasSubstr("nightly   30 2 * * 1-5  optimization  2026-01-05 02:30:00  2026-01-02 02:30:00   12"));
  EXPECT_THAT(result.out, HasSubstr("disabled"));
  EXPECT_THAT(result.out, HasSubstr("no plugin"));
}

TEST(SchedulesCommand, SaysWhenThereAreNone) {
  CannedHost host;
  host.answer("GET /v1/schedules", {{200, R"({"schedules":[]})", {}, false}});
  EXPECT_EQ(run({"schedules", "--server", host.url()}).out, "jobs.yaml has no schedules\n");
}

TEST(SchedulesRunCommand, SubmitsTheJobAndNothingElse) {
  CannedHost host;
  host.answer("POST /v1/schedules/nightly/run", {{202, R"({"id":13})", {}, false}});
  const auto result = run({"schedules", "run", "nightly", "--server", host.url()});
  EXPECT_EQ(result.exit, 0);
  EXPECT_EQ(result.out, "job 13 has been submitted\n");
  EXPECT_EQ(host.requests().size(), 1u);
}

TEST(SchedulesRunCommand, NeedsAName) {
  EXPECT_EQ(run({"schedules", "run"}).exit, 2);
}

}  // namespace
}  // namespace jobhost
