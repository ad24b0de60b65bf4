// Schedules of a running host: added, run, refused and removed by rewriting jobs.yaml.

#include <gtest/gtest.h>

#include "support/host_process.hpp"
#include "support/marked_plugin.hpp"
#include "support/reload_client.hpp"

namespace jobhost {
namespace {

using nlohmann::json;

class SchedulesOfAHost : public testing::Test {
 protected:
  void SetUp() override { host_.start(); }
  // The report of the reload that follows.
  json rewrite(ApiClient& api, const std::string& schedules) const {
    write_and_rename(host_.folder() / "jobs.yaml", types_ + schedules);
    return reload(api);
  }
  static json schedules(ApiClient& api) { return api.get("/v1/schedules").json().at("schedules"); }

  const std::string types_ = test_config({"noop"});
  HostProcess host_{types_};
};

constexpr auto kYearly =
    "schedules:\n  yearly: {cron: '0 0 1 1 *', type: noop, payload: {n: 1}, tags: [new year]}\n";

TEST_F(SchedulesOfAHost, AreAddedRunAndRemovedWhileItRuns) {
  auto api = host_.client();
  EXPECT_TRUE(schedules(api).empty());
  rewrite(api, kYearly);
  ASSERT_TRUE(eventually([&] { return schedules(api).size() == 1; })) << host_.output();
  const auto schedule = schedules(api)[0];
  EXPECT_EQ(schedule.at("name"), "yearly");
  EXPECT_EQ(schedule.at("next_due").get<std::string>().substr(4), "-01-01T00:00:00.000000Z");
  EXPECT_EQ(api.get("/v1/config").json().at("config").at("schedules.yearly.cron"), "0 0 1 1 *");

  const auto answer = api.post("/v1/schedules/yearly/run", json());
  ASSERT_EQ(answer.status, 202) << answer.body;
  const auto job = api.finish(answer.json().at("id"));
  EXPECT_EQ(answer.headers.at("location"), "/v1/jobs/" + job.at("id").dump());
  EXPECT_EQ(job.at("state"), "succeeded");
  EXPECT_EQ(job.at("tags"), json({"new year"}));
  EXPECT_EQ(job.at("metadata").at("schedule"), "yearly");
  EXPECT_TRUE(schedules(api)[0].at("last_slot").is_null());

  rewrite(api, "");
  EXPECT_TRUE(eventually([&] { return schedules(api).empty(); }));
  EXPECT_EQ(api.post("/v1/schedules/yearly/run", json()).status, 404);
}

TEST_F(SchedulesOfAHost, ThatAreWrongChangeNothing) {
  auto api = host_.client();
  rewrite(api, kYearly);
  ASSERT_TRUE(eventually([&] { return schedules(api).size() == 1; }));
  const auto before = schedules(api);
  const auto report =
      rewrite(api, "schedules:\n  a: {cron: '0 25 * * *', type: noop}\n  b: {cron: '@daily', type: nop}\n");
  ASSERT_EQ(report.at("problems").size(), 2u) << report.dump();
  EXPECT_NE(report.at("problems")[0].at("what").get<std::string>().find("the hour (field 2)"), std::string::npos);
  EXPECT_NE(report.at("problems")[1].at("what").get<std::string>().find("did you mean \"noop\"?"),
            std::string::npos);
  EXPECT_EQ(schedules(api), before);
}

TEST_F(SchedulesOfAHost, AreKnownAgainAfterARestart) {
  auto api = host_.client();
  rewrite(api, kYearly);
  ASSERT_TRUE(eventually([&] { return schedules(api).size() == 1; }));
  const auto before = schedules(api);
  host_.kill9();
  host_.start();
  auto again = host_.client();
  EXPECT_EQ(schedules(again), before);
}

}  // namespace
}  // namespace jobhost
