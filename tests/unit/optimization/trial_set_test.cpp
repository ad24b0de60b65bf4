#include "optimization/evaluation/trial_set.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <stdexcept>

namespace {

using namespace optimization;

const std::vector<quant::Metric> kTwo{quant::Metric::total_return, quant::Metric::sharpe};
const std::vector<quant::Split> kSplits{{.train = {{0, 5}}, .test = {{5, 8}}},
                                        {.train = {{0, 8}}, .test = {{8, 9}}}};

TrialSet part(std::vector<std::pair<double, double>> figures) {
  TrialSet set{.trials = TrialTable(1, kTwo), .folds = {}};
  for (const auto& [gain, sharpe] : figures) {
    set.trials.append(std::array{static_cast<double>(set.trials.size())}, std::array{gain, sharpe});
    set.sharpe.add(sharpe);
    ++set.evaluated;
  }
  for (const auto& split : kSplits) { set.folds.push_back({.split = split}); }
  set.folds[0].point = {3};
  set.folds[0].in_sample = 0.5;
  set.folds[0].out_of_sample = std::nan("");
  return set;
}

TEST(TrialSet, ComesBackFromItsText) {
  auto set = part({{0.1, 1.5}, {-1.0 / 3, std::nan("")}});
  set.windows_too_long = 4;
  set.shortest_warm_up = 17;
  const auto again = trial_set_from_text(trial_set_to_text(set), 1, kTwo, kSplits);
  EXPECT_EQ(trial_set_to_text(again), trial_set_to_text(set));
  EXPECT_EQ(again.trials.size(), 2U);
  EXPECT_EQ(again.trials.value(1, quant::Metric::total_return), -1.0 / 3);
  EXPECT_TRUE(std::isnan(again.trials.value(1, quant::Metric::sharpe)));
  EXPECT_EQ(again.windows_too_long, 4U);
  EXPECT_EQ(again.shortest_warm_up, 17U);
  EXPECT_EQ(again.folds[0].point, std::vector<double>{3});
  EXPECT_EQ(again.folds[1].split, kSplits[1]);
}

TEST(TrialSet, RefusesAPartialThatIsCutOffOrTooLong) {
  const auto text = trial_set_to_text(part({{0.1, 1.5}}));
  EXPECT_THROW(trial_set_from_text(text.substr(0, text.size() / 2 / 4 * 4), 1, kTwo, kSplits), std::runtime_error);
  EXPECT_THROW(trial_set_from_text(text, 1, kTwo, {kSplits[0]}), std::runtime_error);
  EXPECT_THROW(trial_set_from_text("?", 1, kTwo, kSplits), std::runtime_error);
}

TEST(TrialSet, PartsJoinToTheWhole) {
  auto joined = part({{0.1, 1.0}, {0.2, 4.0}});
  auto later = part({{0.3, -2.0}});
  later.folds[0].in_sample = 0.6;
  later.folds[0].point = {9};
  join(joined, later, quant::Metric::total_return);
  EXPECT_EQ(joined.evaluated, 3U);
  EXPECT_EQ(joined.trials.size(), 3U);
  EXPECT_DOUBLE_EQ(joined.sharpe.mean, 1);
  EXPECT_DOUBLE_EQ(joined.sharpe.variance(), 9);  // of 1, 4, -2
  EXPECT_EQ(joined.folds[0].point, std::vector<double>{9});
  // An equal one that comes later does not take its place.
  later.folds[0].point = {11};
  join(joined, later, quant::Metric::total_return);
  EXPECT_EQ(joined.folds[0].point, std::vector<double>{9});
}

}  // namespace
