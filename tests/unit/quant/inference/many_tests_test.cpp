// False discoveries (scipy.stats.false_discovery_control) and Wilson's interval (scipy.stats.binomtest).
#include <gtest/gtest.h>

#include <cmath>

#include "quant/inference/false_discovery_rate.hpp"
#include "quant/inference/wilson_interval.hpp"

namespace {

const std::vector<double> kPValues{0.01, 0.04, 0.03, 0.002, 0.5, 0.9, 0.04};

void expect_values(const std::vector<double>& actual, const std::vector<double>& expected) {
  ASSERT_EQ(actual.size(), expected.size());
  for (std::size_t i = 0; i < actual.size(); ++i) { EXPECT_NEAR(actual[i], expected[i], 1e-15); }
}

TEST(FalseDiscoveryRate, EqualsScipy) {
  expect_values(quant::adjust_for_false_discoveries(kPValues),
                {0.035, 0.056, 0.056, 0.014, 0.5833333333333334, 0.9, 0.056});
  expect_values(quant::adjust_for_false_discoveries(kPValues, quant::Dependence::any),
                {0.09075, 0.1452, 0.1452, 0.0363, 1, 1, 0.1452});
}

TEST(FalseDiscoveryRate, ATestThatWasNotPossibleIsNotCounted) {
  auto with_gap = kPValues;
  with_gap.insert(with_gap.begin() + 2, std::nan(""));
  auto adjusted = quant::adjust_for_false_discoveries(with_gap);
  EXPECT_TRUE(std::isnan(adjusted[2]));
  adjusted.erase(adjusted.begin() + 2);
  EXPECT_EQ(adjusted, quant::adjust_for_false_discoveries(kPValues));
  EXPECT_TRUE(quant::adjust_for_false_discoveries({}).empty());
}

TEST(WilsonInterval, EqualsScipy) {
  const auto expect = [](std::uint64_t successes, std::uint64_t trials, double lower, double upper) {
    const auto interval = quant::wilson_interval(successes, trials);
    EXPECT_NEAR(interval.lower, lower, 1e-15);
    EXPECT_NEAR(interval.upper, upper, 1e-15);
  };
  expect(0, 10, 0, 0.27753279986288926);
  expect(7, 10, 0.39677814746114526, 0.892208732593699);
  expect(10, 10, 0.7224672001371109, 1);
  expect(2611, 5000, 0.5083428911751788, 0.5360230228584606);
}

TEST(WilsonInterval, HasNoValueWithoutTrials) {
  EXPECT_TRUE(std::isnan(quant::wilson_interval(0, 0).lower));
  EXPECT_TRUE(std::isnan(quant::wilson_interval(3, 2).upper));
  EXPECT_TRUE(std::isnan(quant::wilson_interval(1, 2, 1).upper));
  EXPECT_TRUE(std::isnan(quant::wilson_interval(1, 2, 0).upper));
}

}  // namespace
