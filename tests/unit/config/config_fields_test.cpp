#include "config/config_fields.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jobhost {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

Config with_type(const std::string& name) {
  Config config;
  config.job_types.emplace_back().name = name;
  return config;
}

TEST(ConfigFields, AreInTheNotationOfTheFile) {
  auto config = with_type("a");
  config.job_types[0].limits.memory_bytes = 1 << 30;
  config.job_types[0].recycle_after.jobs = 100;
  const auto fields = config_fields(config);
  EXPECT_THAT(fields, Contains(Pair("server.header_timeout", "10s")));
  EXPECT_THAT(fields, Contains(Pair("job_types.a.memory_limit", "1GiB")));
  EXPECT_THAT(fields, Contains(Pair("job_types.a.cpu_time_limit", "none")));
  EXPECT_THAT(fields, Contains(Pair("job_types.a.recycle_after", "100")));
  EXPECT_THAT(fields, Contains(Pair("job_types.a.sandbox", "auto")));
}

TEST(ConfigDifference, IsNoneOfTheSame) {
  const auto difference = compare(with_type("a"), with_type("a"));
  EXPECT_THAT(difference.live, IsEmpty());
  EXPECT_THAT(difference.needs_restart, IsEmpty());
  EXPECT_THAT(difference.added, IsEmpty());
  EXPECT_THAT(difference.removed, IsEmpty());
}

TEST(ConfigDifference, TellsWhatIsLiveFromWhatNeedsARestart) {
  auto wanted = with_type("a");
  wanted.server.listen = "127.0.0.1:9";
  wanted.runtime.lease = 1min;
  wanted.runtime.drain_timeout = 1s;
  wanted.logging.level = LogLevel::debug;
  wanted.job_types[0].concurrency = 4;
  const auto difference = compare(with_type("a"), wanted);
  EXPECT_THAT(difference.live, ElementsAre("job_types.a.concurrency: 1 -> 4", "logging.level: info -> debug",
                                           "runtime.drain_timeout: 10s -> 1s"));
  EXPECT_THAT(difference.needs_restart,
              ElementsAre("runtime.lease: 15s -> 1m", "server.listen: 127.0.0.1:8080 -> 127.0.0.1:9"));
}

TEST(ConfigDifference, NamesTypesThatCameAndWent) {
  const auto difference = compare(with_type("a"), with_type("b"));
  EXPECT_THAT(difference.added, ElementsAre("b"));
  EXPECT_THAT(difference.removed, ElementsAre("a"));
  EXPECT_THAT(difference.live, IsEmpty());
}

}  // namespace
}  // namespace jobhost
