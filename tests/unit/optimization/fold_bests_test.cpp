#include "optimization/judgement/fold_bests.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace {

using namespace optimization;

const std::vector<quant::Metric> kMetrics{quant::Metric::total_return, quant::Metric::trades};

class FoldBestsTest : public testing::Test {
 protected:
  // One trial whose total return is `value` in every range.
  quant::SweepTable table_of(double value) const {
    quant::SweepTable table{.ranges = 1 + plan_.folds().size(), .metrics = kMetrics, .values = {}};
    for (std::size_t range = 0; range < table.ranges; ++range) {
      table.values.push_back(value + 0.01 * static_cast<double>(range));
      table.values.push_back(static_cast<double>(range));
    }
    return table;
  }
  void offer(FoldBests& bests, double value, double point) const {
    const auto table = table_of(value);
    bests.offer({table, 0, plan_}, std::array{point});
  }

  const RangePlan plan_{{.method = ValidationMethod::walk_forward, .folds = 2}, 90};
};

TEST_F(FoldBestsTest, TakesTheBestOfTrainAndSaysWhatItDidInTest) {
  FoldBests bests(plan_, fold_columns(kMetrics, quant::Metric::total_return));
  offer(bests, 0.1, 1);
  offer(bests, 0.3, 2);
  offer(bests, 0.2, 3);
  const auto& fold = bests.folds()[1];
  EXPECT_EQ(fold.point, std::vector<double>{2});
  EXPECT_DOUBLE_EQ(fold.in_sample, 0.3 + 0.01 * static_cast<double>(plan_.train(1)[0]));
  EXPECT_DOUBLE_EQ(fold.out_of_sample, 0.3 + 0.01 * static_cast<double>(plan_.test(1)[0]));
  EXPECT_DOUBLE_EQ(fold.out_of_sample_trades, static_cast<double>(plan_.test(1)[0]));
}

TEST_F(FoldBestsTest, OfEqualsTheFirstStaysAndNoValueIsNoBest) {
  FoldBests bests(plan_, fold_columns(kMetrics, quant::Metric::total_return));
  offer(bests, std::nan(""), 1);
  EXPECT_TRUE(bests.folds()[0].point.empty());
  offer(bests, 0.1, 2);
  offer(bests, 0.1, 3);
  EXPECT_EQ(bests.folds()[0].point, std::vector<double>{2});
}

}  // namespace
