#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "canned_host.hpp"
#include "cli_run.hpp"

namespace jobhost {
namespace {

using test::CannedHost;
using test::run;
using testing::HasSubstr;

constexpr auto kJob12 = R"({"id":12,"type":"noop","state":"succeeded","progress":{"fraction":1}})";
constexpr auto kJob11 = R"({"id":11,"type":"noop","state":"queued","progress":{"fraction":0}})";

std::string page(const std::string& job, const std::string& cursor) {
  return R"({"jobs":[)" + job + R"(],"next_cursor":)" + cursor + "}";
}

TEST(JobsCommand, ShowsATableAndPassesTheFiltersOn) {
  CannedHost host;
  host.answer("GET /v1/jobs", {{200, page(kJob12, "null"), {}, false}});
  const auto result = run(
      {"jobs", "--server", host.url(), "--state", "succeeded", "--type", "noop", "--tag", "a b&c", "--limit", "7"});
  EXPECT_EQ(result.exit, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("12  noop  succeeded      100%"));
  EXPECT_EQ(host.requests().at(0).target, "/v1/jobs?state=succeeded&type=noop&tag=a%20b%26c&limit=7");
}

TEST(JobsCommand, FollowsTheCursorUntilTheLimit) {
  CannedHost host;
  host.answer("GET /v1/jobs", {{200, page(kJob12, "\"c1\""), {}, false}, {200, page(kJob11, "\"c2\""), {}, false}});
  const auto result = run({"jobs", "--server", host.url(), "--limit", "2"});
  EXPECT_THAT(result.out, HasSubstr("12  noop"));
  EXPECT_THAT(result.out, HasSubstr("11  noop"));
  ASSERT_EQ(host.requests().size(), 2U);
  EXPECT_EQ(host.requests().at(1).target, "/v1/jobs?cursor=c1&limit=1");
}

TEST(JobsCommand, PrintsTheDocumentsOfTheHostAsJson) {
  CannedHost host;
  host.answer("GET /v1/jobs",
              {{200, page(kJob12, "\"c\"") + "\n", {}, false}, {200, page(kJob11, "null"), {}, false}});
  for (const auto& arguments : {std::vector<std::string>{"jobs", "--json", "--server", host.url()},
                                std::vector<std::string>{"--json", "--server", host.url(), "jobs"}}) {
    host.answer("GET /v1/jobs",
                {{200, page(kJob12, "\"c\"") + "\n", {}, false}, {200, page(kJob11, "null"), {}, false}});
    EXPECT_EQ(run(arguments).out, page(kJob12, "\"c\"") + " \n" + page(kJob11, "null") + "\n");
  }
}

TEST(JobsCommand, SaysThatThereAreNone) {
  CannedHost host;
  host.answer("GET /v1/jobs", {{200, page("", "null"), {}, false}});
  EXPECT_EQ(run({"jobs", "--server", host.url()}).out, "no jobs\n");
}

TEST(JobsCommand, ShowsARefusalWithItsErrors) {
  CannedHost host;
  host.answer("GET /v1/jobs", {{400,
                                R"({"title":"Bad query","detail":"state is not a state",
                                        "errors":[{"pointer":"state","detail":"is \"x\""}]})",
                                {},
                                false}});
  const auto result = run({"jobs", "--server", host.url(), "--state", "x"});
  EXPECT_EQ(result.exit, 4);
  EXPECT_EQ(result.err,
            "jobhost: the host refused the request (400 Bad query)\n  state is not a state\n"
            "  state: is \"x\"\n");
}

TEST(JobsCommand, SaysThatAnAnswerIsNoJobhostAnswer) {
  CannedHost host;
  host.answer("GET /v1/jobs", {{200, "<html>", {}, false}});
  const auto result = run({"jobs", "--server", host.url()});
  EXPECT_EQ(result.exit, 4);
  EXPECT_THAT(result.err, HasSubstr("is not a JSON object: <html>"));
}

TEST(ShowCommand, ShowsOneJob) {
  CannedHost host;
  host.answer("GET /v1/jobs/12", {{200, kJob12, {}, false}});
  const auto result = run({"show", "12", "--server", host.url()});
  EXPECT_EQ(result.exit, 0);
  EXPECT_THAT(result.out, HasSubstr("job 12  noop  succeeded"));
  EXPECT_EQ(run({"show", "12", "--json", "--server", host.url()}).out, std::string(kJob12) + "\n");
}

}  // namespace
}  // namespace jobhost
