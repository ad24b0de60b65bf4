#include "optimization/report/verdict_words.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "unit/optimization/report/made_job.hpp"

namespace optimization {
namespace {

TEST(VerdictWords, SayWhatLuckWouldShow) {
  const auto words = verdict_words(made_job().input());
  ASSERT_EQ(words.size(), 3U);
  EXPECT_EQ(words[0],
            "After 4,851 trials the best one is expected to show a Sharpe ratio of 1.23 by luck alone; this one "
            "has 0.59, "
            "and the probability that it is real is 12 %, which is not convincing (95 % would be).");
  EXPECT_EQ(
      words[1],
      "The probability that choosing the best trial only fitted the past is 43 % (PBO); 50 % is what luck alone "
      "gives, so this is a little better than that.");
  EXPECT_EQ(
      words[2],
      "On bars that the search had not seen the chosen parameters earned 50 % of what they earned where they were "
      "chosen (walk-forward efficiency); 50 % or more is good.");
}

TEST(VerdictWords, AreConvincedFromNinetyFivePercentOn) {
  auto job = made_job();
  job.outcome.verdict.dsr = 0.97;
  job.outcome.verdict.ledger = true;
  const auto first = verdict_words(job.input())[0];
  EXPECT_EQ(first.find("not convincing"), std::string::npos);
  EXPECT_NE(first.find("4,851 trials on this series by all jobs"), std::string::npos);
}

TEST(VerdictWords, FallBackOnTheTestAgainstTheBenchmarkAndTheLengthOfTheSeries) {
  auto job = made_job();
  job.outcome.verdict.pbo = NAN;
  job.outcome.verdict.walk_forward_efficiency = NAN;
  job.outcome.verdict.spa_p = 0.01;
  const auto words = verdict_words(job.input());
  ASSERT_EQ(words.size(), 3U);
  EXPECT_EQ(words[1],
            "That the best trial beats buy and hold, with all trials counted, is unlikely to be chance (p = 0.01, "
            "Hansen's SPA).");
  EXPECT_EQ(words[2],
            "The bars cover 20.0 years; after so many trials 14.0 years are the least in which this Sharpe ratio "
            "would not "
            "be expected by luck.");
}

TEST(VerdictWords, SayWhenThereIsNothingToJudge) {
  EXPECT_EQ(verdict_words(made_job_without_values().input()),
            std::vector<std::string>{
                "No trial has a value of the objective within the limits, so there is nothing to judge."});
  auto job = made_job();
  job.request.verdict.wanted = false;
  EXPECT_EQ(verdict_words(job.input()), std::vector<std::string>{"No verdict was asked for."});
}

}  // namespace
}  // namespace optimization
