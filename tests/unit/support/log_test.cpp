#include "support/log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jobhost {
namespace {

using testing::IsEmpty;
using testing::MatchesRegex;

// What is logged while `work` runs.
std::string logged(LogLevel level, LogFormat format, const std::function<void()>& work) {
  set_up_log(level, format);
  testing::internal::CaptureStderr();
  work();
  return testing::internal::GetCapturedStderr();
}

// The line behind its time.
std::string human(std::initializer_list<LogField> fields) {
  const auto line = logged(LogLevel::info, LogFormat::human, [&] { log_event(LogLevel::info, "event", fields); });
  EXPECT_THAT(line, MatchesRegex("[0-9-]+T[0-9:.]+Z info    event.*\n"));
  return line.substr(line.find("event"));
}

std::string json(std::initializer_list<LogField> fields) {
  const auto line = logged(LogLevel::info, LogFormat::json, [&] { log_event(LogLevel::info, "event", fields); });
  EXPECT_THAT(line,
              MatchesRegex("\\{\"time\":\"[0-9-]+T[0-9:.]+Z\",\"level\":\"info\",\"event\":\"event\".*\\}\n"));
  return line.substr(line.find("\"event\":"));
}

TEST(Log, WritesOneHumanLineWithItsFields) {
  EXPECT_EQ(human({}), "event\n");
  EXPECT_EQ(human({{"job", 42}, {"attempt", 1}, {"state", "succeeded"}, {"seconds", 0.5}}),
            "event job=42 attempt=1 state=succeeded seconds=0.5\n");
}

TEST(Log, QuotesHumanTextThatWouldBeMisread) {
  EXPECT_EQ(human({{"a", "two words"}, {"b", ""}, {"c", "x=y"}, {"d", "say \"hi\""}, {"e", "line\nbreak"}}),
            "event a=\"two words\" b=\"\" c=\"x=y\" d=\"say \\\"hi\\\"\" e=\"line\\nbreak\"\n");
}

TEST(Log, WritesOneJsonObjectPerLine) {
  EXPECT_EQ(json({{"job", 42}, {"seconds", 0.5}, {"message", "a \"b\"\n\x01"}, {"bad", "\xff"}}),
            "\"event\":\"event\",\"job\":42,\"seconds\":0.5,\"message\":\"a "
            "\\\"b\\\"\\n\\u0001\",\"bad\":\"\xef\xbf\xbd\"}\n");
}

TEST(Log, TakesIntegersOfEverySize) {
  EXPECT_EQ(human({{"a", std::int64_t{1} << 40}, {"b", std::uint8_t{7}}, {"c", true}, {"d", -1}}),
            "event a=1099511627776 b=7 c=1 d=-1\n");
}

TEST(Log, LeavesOutWhatIsBelowTheLevel) {
  const auto all = [] {
    log_event(LogLevel::debug, "d");
    log_event(LogLevel::info, "i");
    log_event(LogLevel::warning, "w");
    log_event(LogLevel::error, "e");
  };
  EXPECT_THAT(logged(LogLevel::warning, LogFormat::human, all), MatchesRegex(".* warning w\n.* error   e\n"));
  EXPECT_FALSE(log_enabled(LogLevel::info));
  EXPECT_TRUE(log_enabled(LogLevel::error));
}

TEST(Log, ChangesItsLevelWhileRunning) {
  const auto text = logged(LogLevel::error, LogFormat::human, [] {
    log_event(LogLevel::info, "before");
    set_log_level(LogLevel::debug);
    log_event(LogLevel::debug, "after");
  });
  EXPECT_THAT(text, MatchesRegex("[^\n]* debug   after\n"));
}

TEST(Log, KnowsItsLevelsByName) {
  for (const auto level : {LogLevel::debug, LogLevel::info, LogLevel::warning, LogLevel::error}) {
    EXPECT_EQ(parse_log_level(to_string(level)), level);
  }
  EXPECT_EQ(parse_log_level("warn"), std::nullopt);
  EXPECT_EQ(parse_log_level("Info"), std::nullopt);
}

}  // namespace
}  // namespace jobhost
