#include "conformance/store_test.hpp"

namespace jobhost {
namespace {

constexpr int kMaxLines = 10'000;

std::vector<LogLine> lines(int count, const std::string& text = "line") {
  std::vector<LogLine> result;
  for (int i = 0; i < count; ++i) {
    result.push_back({.seq = 0,
                      .attempt = 0,
                      .time = from_micros(i),
                      .level = "info",
                      .source = "stdout",
                      .message = text + " " + std::to_string(i)});
  }
  return result;
}

JobUpdate log_of(const Job& job, std::vector<LogLine> log) {
  return {.key = {job.id, job.attempt}, .progress = {}, .log = std::move(log)};
}

TEST_P(StoreTest, LogLinesAreNumberedFromOneAndReadFromAnyPlace) {
  insert();
  const auto claimed = claim_one();
  record(log_of(claimed, lines(2)));
  record(log_of(claimed, lines(2, "more")));
  const auto all = jobs().log(claimed.id, 0, 100);
  ASSERT_EQ(all.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) { EXPECT_EQ(all[i].seq, static_cast<std::int64_t>(i) + 1); }
  EXPECT_EQ(all[3].message, "more 1");
  EXPECT_EQ(all[3].time, from_micros(1));
  EXPECT_EQ(all[3].level, "info");
  EXPECT_EQ(all[3].source, "stdout");
  EXPECT_EQ(all[3].attempt, 1);
  const auto some = jobs().log(claimed.id, 1, 2);
  ASSERT_EQ(some.size(), 2U);
  EXPECT_EQ(some[0].seq, 2);
}

TEST_P(StoreTest, LogLinesAloneAreNoVisibleChangeOfTheJob) {
  insert();
  const auto claimed = claim_one();
  record(log_of(claimed, lines(1)));
  EXPECT_EQ(job(claimed.id).revision, claimed.revision);
}

TEST_P(StoreTest, FinishWritesTheLastLines) {
  insert();
  const auto claimed = claim_one();
  record(log_of(claimed, lines(1)));
  auto end = end_of(claimed, JobState::succeeded);
  end.log = lines(1, "last");
  finish(end);
  const auto all = jobs().log(claimed.id, 0, 10);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[1].message, "last 0");
}

TEST_P(StoreTest, AFloodOfLogLinesIsCountedNotKept) {
  insert();
  const auto claimed = claim_one();
  record(log_of(claimed, lines(kMaxLines - 1)));
  record(log_of(claimed, lines(3)));
  record(log_of(claimed, lines(5)));
  const auto tail = jobs().log(claimed.id, kMaxLines - 1, 100);
  ASSERT_EQ(tail.size(), 2U);
  EXPECT_EQ(tail[0].message, "line 0");
  EXPECT_EQ(tail[1].seq, kMaxLines + 1);
  EXPECT_NE(tail[1].message.find("7 more lines were dropped"), std::string::npos) << tail[1].message;
}

TEST_P(StoreTest, TheLogOfAnUnknownJobIsEmpty) {
  EXPECT_TRUE(jobs().log(999, 0, 10).empty());
}

}  // namespace
}  // namespace jobhost
