#include "storage/bars_csv.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "support/errors.hpp"

namespace jobhost {
namespace {

constexpr std::int64_t kDay = 86'400'000'000;

std::vector<Problem> problems_of(std::string_view text) {
  try {
    read_bars_csv(text);
  } catch (const UserError& error) { return error.problems(); }
  return {};
}

// The place and a part of the text of the only problem.
void expect_problem(std::string_view text, const std::string& where, const std::string& part) {
  const auto problems = problems_of(text);
  ASSERT_EQ(problems.size(), 1U) << text;
  EXPECT_EQ(problems.front().where, where);
  EXPECT_NE(problems.front().what.find(part), std::string::npos) << problems.front().what;
}

TEST(BarsCsv, ReadsAPlainFile) {
  const auto bars =
      read_bars_csv("date,open,high,low,close,volume\n1970-01-02,1,3,0.5,2.25,100\n1970-01-03,2,4,1,3,200\n");
  EXPECT_EQ(bars.time, (std::vector<std::int64_t>{kDay, 2 * kDay}));
  EXPECT_EQ(bars.open, (std::vector<double>{1, 2}));
  EXPECT_EQ(bars.high, (std::vector<double>{3, 4}));
  EXPECT_EQ(bars.low, (std::vector<double>{0.5, 1}));
  EXPECT_EQ(bars.close, (std::vector<double>{2.25, 3}));
  EXPECT_EQ(bars.volume, (std::vector<double>{100, 200}));
}

TEST(BarsCsv, ReadsColumnsInAnyOrderAndCaseAndIgnoresOthers) {
  const auto bars = read_bars_csv(
      "Adj Close,VOLUME,Low,note,Close,High,Open,Timestamp\n9,7,1,\"a, \"\"b\"\"\",2,4,3,1970-01-02\n");
  EXPECT_EQ(bars.open.front(), 3);
  EXPECT_EQ(bars.high.front(), 4);
  EXPECT_EQ(bars.low.front(), 1);
  EXPECT_EQ(bars.close.front(), 2);
  EXPECT_EQ(bars.volume.front(), 7);
  EXPECT_EQ(bars.time.front(), kDay);
}

TEST(BarsCsv, TakesAnEmptyFirstHeaderForTheDate) {
  EXPECT_EQ(read_bars_csv(",Open,High,Low,Close,Volume\n1970-01-02,1,1,1,1,1").time.front(), kDay);
}

TEST(BarsCsv, ReadsByteOrderMarkCarriageReturnsQuotesAndBlankLines) {
  const auto bars = read_bars_csv(
      "\xEF\xBB\xBF\"date\",\"open\",\"high\",\"low\",\"close\"\r\n"
      "\"1/2/1970\", 1 ,+2,\"1\",1e0\r\n\r\n1/3/1970,1,2,1,1\r\n  \r\n\n");
  EXPECT_EQ(bars.time, (std::vector<std::int64_t>{kDay, 2 * kDay}));
  EXPECT_EQ(bars.volume, (std::vector<double>{0, 0}));  // no such column
}

TEST(BarsCsv, ReadsTheBundledBars) {
  std::ifstream file(std::string(JOBHOST_SOURCE_DIR) + "/examples/sp500_daily.csv");
  std::ostringstream text;
  text << file.rdbuf();
  const auto bars = read_bars_csv(text.str());
  ASSERT_EQ(bars.size(), 5031U);
  EXPECT_EQ(bars.time.front(), 915'408'000'000'000);  // 1999-01-04
  EXPECT_EQ(bars.close.front(), 1228.099976);
  EXPECT_EQ(bars.time.back(), 1'546'214'400'000'000);  // 2018-12-31
}

TEST(BarsCsv, NamesEveryMissingColumn) {
  const auto problems = problems_of("when,open,close\n1970-01-02,1,1\n");
  ASSERT_EQ(problems.size(), 3U);
  EXPECT_EQ(problems[0], (Problem{"header", "has no column date (or time, timestamp, datetime)"}));
  EXPECT_EQ(problems[1], (Problem{"header", "has no column high"}));
  EXPECT_EQ(problems[2], (Problem{"header", "has no column low"}));
}

TEST(BarsCsv, RefusesTwoColumnsOfOneName) {
  expect_problem("date,open,high,low,close,Close\n", "header", "two columns for close");
}

TEST(BarsCsv, SaysInWhichRowWhatIsWrong) {
  const std::string header = "date,open,high,low,close,volume\n1970-01-02,1,1,1,1,1\n";
  expect_problem(header + "soon,1,1,1,1,1\n", "row 2", "\"soon\" is not a date");
  expect_problem(header + "1970-01-03,1,1,x,1,1\n", "row 2", "low \"x\" is not a number");
  expect_problem(header + "1970-01-03,1,1,1,,1\n", "row 2", "close \"\" is not a number");
  expect_problem(header + "1970-01-03,1,1,1,NaN,1\n", "row 2", "close is NaN");
  expect_problem(header + "1970-01-03,inf,1,1,1,1\n", "row 2", "open is inf");
  expect_problem(header + "1970-01-03,1,1,2,1,1\n", "row 2", "high 1 is below low 2");
  expect_problem(header + "1970-01-03,1,1,1,1,-1\n", "row 2", "volume -1 is negative");
  expect_problem(header + "1970-01-03,1,1,1,1\n", "row 2", "has 5 fields, the header has 6");
  expect_problem(header + "1970-01-03,1,1,1,1,1,\n", "row 2", "has 7 fields");
  expect_problem(header + "1970-01-02,1,1,1,1,1\n", "row 2", "is there twice");
  expect_problem(header + "1970-01-01,1,1,1,1,1\n", "row 2", "earlier than the row before");
}

TEST(BarsCsv, CountsBlankLinesAsRows) {
  expect_problem("date,open,high,low,close\n\n1970-01-02,1,1,1,x\n", "row 2", "not a number");
}

TEST(BarsCsv, AcceptsOpenAndCloseOutsideOfHighAndLow) {
  EXPECT_EQ(read_bars_csv("date,open,high,low,close\n1970-01-02,5,3,1,0.5\n").size(), 1U);
}

TEST(BarsCsv, ShowsTwentyProblemsAndCountsTheRest) {
  std::string text = "date,open,high,low,close\n";
  for (int i = 0; i < 25; ++i) { text += "never,1,1,1,1\n"; }
  const auto problems = problems_of(text);
  ASSERT_EQ(problems.size(), 21U);
  EXPECT_EQ(problems[19].where, "row 20");
  EXPECT_EQ(problems[20].what, "and 5 more");
}

TEST(BarsCsv, RefusesAFileWithoutRows) {
  EXPECT_THROW(read_bars_csv("date,open,high,low,close\n"), UserError);
  EXPECT_THROW(read_bars_csv(""), UserError);
  EXPECT_THROW(read_bars_csv("\"unclosed"), UserError);
}

}  // namespace
}  // namespace jobhost
