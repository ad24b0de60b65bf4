#include "optimization/constraint.hpp"

#include <gtest/gtest.h>

#include "unit/optimization/example_payload.hpp"
#include "unit/optimization/expect_job_error.hpp"

namespace {

bool allows(std::string_view text, std::uint32_t fast, std::uint32_t slow) {
  return optimization::Constraint(text, kNames).allows(std::vector<std::uint32_t>{fast, slow});
}

void expect_refused(std::string_view text, const std::string& message) {
  SCOPED_TRACE(std::string(text));
  expect_job_error("bad_constraint", "constraint, " + message, [&] { optimization::Constraint(text, kNames); });
}

TEST(Constraint, ComparesWithEveryOperator) {
  const std::vector<std::tuple<std::string, bool, bool, bool>> table{
      {"<", true, false, false}, {"<=", true, true, false},  {">", false, false, true},
      {">=", false, true, true}, {"==", false, true, false}, {"!=", true, false, true}};
  for (const auto& [symbol, less, equal, greater] : table) {
    EXPECT_EQ(allows("fast " + symbol + " slow", 1, 2), less) << symbol;
    EXPECT_EQ(allows("fast" + symbol + "slow", 2, 2), equal) << symbol;
    EXPECT_EQ(allows("fast " + symbol + "slow", 3, 2), greater) << symbol;
  }
}

TEST(Constraint, TakesNumbersOnEitherSide) {
  EXPECT_TRUE(allows("10 <= fast", 10, 1));
  EXPECT_FALSE(allows("fast > 10", 10, 1));
}

TEST(Constraint, NeedsEveryComparisonOfAnAnd) {
  EXPECT_TRUE(allows("fast < slow and slow <= 60 and fast != 7", 5, 60));
  EXPECT_FALSE(allows("fast < slow and slow <= 60 and fast != 7", 5, 61));
  EXPECT_FALSE(allows("fast < slow and slow <= 60 and fast != 7", 7, 60));
}

TEST(Constraint, WithoutTextAllowsEverything) {
  EXPECT_TRUE(optimization::Constraint().allows(std::vector<std::uint32_t>{9, 1}));
}

TEST(Constraint, NamesTheColumnAndWhatWasExpected) {
  const std::string term = "expected a parameter name (fast, slow) or a whole number, found ";
  const std::string comparator = "expected one of < <= > >= == !=, found ";
  expect_refused("", "column 1: " + term + "the end");
  expect_refused("   ", "column 4: " + term + "the end");
  expect_refused("fast <", "column 7: " + term + "the end");
  expect_refused("fast < < slow", "column 8: " + term + "\"<\"");
  expect_refused("fats < slow", "column 1: " + term + "\"fats\"");
  expect_refused("fast", "column 5: " + comparator + "the end");
  expect_refused("fast = slow", "column 6: " + comparator + "\"=\"");
  expect_refused("fast < slow or slow < 9", "column 13: expected \"and\" or the end, found \"or\"");
  expect_refused("fast < slow && slow < 9", "column 13: expected \"and\" or the end, found \"&\"");
  expect_refused("fast < 2x", "column 8: expected a whole number below 2^63, found \"2x\"");
  expect_refused("fast < 99999999999999999999",
                 "column 8: expected a whole number below 2^63, found \"99999999999999999999\"");
  expect_refused("fast < -1", "column 8: " + term + "\"-\"");
  expect_refused("fast < slow and", "column 16: " + term + "the end");
}

TEST(Constraint, CountsCharactersNotBytes) {
  expect_refused("\xC3\xA9 < slow",
                 "column 1: expected a parameter name (fast, slow) or a whole number, found \"\xC3\xA9\"");
  expect_refused("fast < slow \xC3\xA9\xC3\xA9", "column 13: expected \"and\" or the end, found \"\xC3\xA9\"");
}

}  // namespace
