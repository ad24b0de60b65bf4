#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/config_fields.hpp"
#include "config_file.hpp"

namespace jobhost {
namespace {

using namespace std::chrono_literals;
using test::ConfigFile;
using test::problems_of;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

constexpr auto kTypes = "job_types: {sum: {plugin: /a.so}, sort: {plugin: /b.so}}\nschedules:\n";

Config config_with(const std::string& schedules) {
  const ConfigFile file(kTypes + schedules);
  return load_config(file.path());
}

TEST(Schedules, AreNoneByDefault) {
  const ConfigFile file("{}");
  EXPECT_THAT(load_config(file.path()).schedules, IsEmpty());
}

TEST(Schedules, TakeEveryFieldOfASubmission) {
  const auto config = config_with(
      "  nightly: {cron: '30 2 * * 1-5', type: sum, payload: {n: 5, t: '5'}, timezone: UTC, priority: -3,\n"
      "            max_attempts: 7, timeout: 90s, tags: [night, 'a b'], enabled: false}\n"
      "  hourly: {cron: '@hourly', type: sort}\n");
  ASSERT_EQ(config.schedules.size(), 2u);
  ScheduleConfig hourly;
  hourly.name = "hourly";
  hourly.cron = "@hourly";
  hourly.type = "sort";
  EXPECT_EQ(config.schedules[0], hourly);
  const ScheduleConfig nightly{.name = "nightly",
                               .cron = "30 2 * * 1-5",
                               .type = "sum",
                               .payload = R"({"n":5,"t":"5"})",
                               .priority = -3,
                               .max_attempts = 7,
                               .timeout = 90s,
                               .tags = {"night", "a b"},
                               .enabled = false};
  EXPECT_EQ(config.schedules[1], nightly);
}

TEST(Schedules, AreRefusedWithAllThatIsWrong) {
  EXPECT_THAT(
      problems_of(std::string(kTypes) +
                  "  Bad: {cron: '0 24 * * *', type: sun, payload: [1], timezone: Europe/Berlin, priority: 101,\n"
                  "        max_attempts: 0, timeout: 1y, tags: [''], enabled: perhaps, corn: 1}\n"
                  "  empty: {}\n"),
      ElementsAre(
          "3:3: schedule \"Bad\": a name is a lower-case letter, then up to 63 letters a-z, digits or _",
          "3:15: schedules.Bad.cron: the hour (field 2) has \"24\"; must be from 0 to 23",
          "3:35: schedules.Bad.type is \"sun\"; must be the name of a job type (did you mean \"sum\"?); known: "
          "sort, sum",
          "3:49: schedules.Bad.payload must be a mapping of keys to values",
          "3:64: schedules.Bad.timezone is \"Europe/Berlin\"; must be UTC: schedules have no other time zone, so "
          "write "
          "the hour in UTC",
          "3:89: schedules.Bad.priority is \"101\"; must be a whole number from -100 to 100",
          "4:23: schedules.Bad.max_attempts is \"0\"; must be a whole number from 1 to 100",
          "4:35: schedules.Bad.timeout is \"1y\"; must be a duration such as 250ms, 20s, 10m, 2h or 7d, from 10ms "
          "to 30d",
          "4:45: schedules.Bad.tags must be a list of at most 20 tags of 1 to 64 bytes without control characters",
          "4:60: schedules.Bad.enabled is \"perhaps\"; must be true or false",
          "4:69: unknown key \"corn\" in schedules.Bad; did you mean \"cron\"? known: cron, type, payload, "
          "timezone, "
          "priority, max_attempts, timeout, tags, enabled",
          "5:3: schedules.empty.cron is missing; it says when, such as cron: \"30 2 * * mon-fri\"",
          "5:3: schedules.empty.type is missing; must be the name of a job type; known: sort, sum"));
}

TEST(Schedules, PayloadsThatJsonCannotHoldAreRefused) {
  EXPECT_THAT(problems_of(std::string(kTypes) + "  a: {cron: '@daily', type: sum, payload: {x: .nan}}\n"),
              ElementsAre("3:47: .nan cannot be kept as a JSON number; quote it to pass it as text"));
}

TEST(Schedules, AreAmongTheFieldsAndAllLive) {
  auto before = config_with("  a: {cron: '@daily', type: sum}\n  b: {cron: '@daily', type: sum}\n");
  const auto after =
      config_with("  b: {cron: '@hourly', type: sum, tags: [x, y]}\n  c: {cron: '@daily', type: sum}\n");
  before.storage.data_dir = after.storage.data_dir;  // each file lies in a folder of its own
  EXPECT_THAT(config_fields(after), Contains(Pair("schedules.b.tags", "x, y")));
  const auto difference = compare(before, after);
  EXPECT_THAT(difference.live, ElementsAre("schedules.c: added", "schedules.a: removed",
                                           "schedules.b.cron: @daily -> @hourly", "schedules.b.tags:  -> x, y"));
  EXPECT_THAT(difference.needs_restart, IsEmpty());
  EXPECT_THAT(difference.added, IsEmpty());
  EXPECT_THAT(difference.removed, IsEmpty());
}

}  // namespace
}  // namespace jobhost
