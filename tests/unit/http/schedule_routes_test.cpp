#include <gmock/gmock.h>

#include "unit/http/test_host.hpp"

namespace jobhost {
namespace {

using nlohmann::json;

TEST(ScheduleRoutes, ListWhatIsDueAndHowItWent) {
  TestHost host;
  ScheduleView view;
  view.name = "nightly";
  view.cron = "@daily";
  view.type = "echo";
  view.missed = 2;
  view.next_due = from_micros(0);
  view.last_job_id = 9;
  host.schedules.show(view);
  auto schedule = json::parse(host.client().Get("/v1/schedules")->body)["schedules"].at(0);
  EXPECT_EQ(schedule["name"], "nightly");
  EXPECT_EQ(schedule["cron"], "@daily");
  EXPECT_EQ(schedule["timezone"], "UTC");
  EXPECT_EQ(schedule["type"], "echo");
  EXPECT_EQ(schedule["enabled"], true);
  EXPECT_EQ(schedule["next_due"], "1970-01-01T00:00:00.000000Z");
  EXPECT_EQ(schedule["missed"], 2);
  EXPECT_EQ(schedule["last_job"], 9);
  for (const auto* absent : {"last_slot", "last_error", "last_error_at"}) {
    EXPECT_TRUE(schedule[absent].is_null());
  }
}

TEST(ScheduleRoutes, ARunAnswersWithItsJob) {
  TestHost host;
  const auto id = host.submit_echo();
  host.schedules.answer_run_with({.outcome = ScheduleOutcome::submitted, .id = id});
  const auto response = host.client().Post("/v1/schedules/nightly/run", "", "application/json");
  EXPECT_EQ(response->status, 202);
  EXPECT_EQ(response->get_header_value("Location"), path_of(id));
  EXPECT_EQ(json::parse(response->body)["id"], id);
  EXPECT_EQ(host.schedules.asked(), "nightly");
}

TEST(ScheduleRoutes, ARunThatCannotBeSaysWhy) {
  TestHost host;
  const auto refused = [&](ScheduleOutcome outcome, std::vector<Problem> problems = {}) {
    host.schedules.answer_run_with({outcome, 0, "because", std::move(problems)});
    const auto response = host.client().Post("/v1/schedules/nightly/run", "", "application/json");
    return std::pair(response->status, json::parse(response->body));
  };
  EXPECT_EQ(refused(ScheduleOutcome::no_such_schedule).first, 404);
  EXPECT_EQ(refused(ScheduleOutcome::type_unavailable).first, 503);
  const auto [status, document] = refused(ScheduleOutcome::payload_invalid, {{"/payload/n", "is 0"}});
  EXPECT_EQ(status, 422);
  EXPECT_EQ(document["detail"], "because");
  EXPECT_EQ(document["errors"][0]["pointer"], "/payload/n");
}

}  // namespace
}  // namespace jobhost
