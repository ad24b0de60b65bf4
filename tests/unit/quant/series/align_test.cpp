#include "quant/series/align.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

quant::Bars bars_at(const std::vector<std::int64_t>& time, double price) {
  quant::Bars bars;
  for (const auto at : time) {
    const double close = price + static_cast<double>(at);
    bars.time.push_back(at);
    bars.open.push_back(close - 1);
    bars.high.push_back(close + 2);
    bars.low.push_back(close - 2);
    bars.close.push_back(close);
    bars.volume.push_back(10);
  }
  return bars;
}

class Align : public testing::Test {
 protected:
  quant::Bars a_ = bars_at({1, 2, 4, 5}, 100);
  quant::Bars b_ = bars_at({2, 3, 5, 9}, 200);
  std::vector<quant::BarsView> both_{a_.view(), b_.view()};
};

TEST_F(Align, InnerKeepsTheTimesThatAllHave) {
  const auto aligned = quant::align(both_, quant::Join::inner, quant::Missing::nan);
  EXPECT_EQ(aligned[0].time, (std::vector<std::int64_t>{2, 5}));
  EXPECT_EQ(aligned[1].time, aligned[0].time);
  EXPECT_EQ(aligned[0].close, (std::vector<double>{102, 105}));
  EXPECT_EQ(aligned[1].open, (std::vector<double>{201, 204}));
}

TEST_F(Align, OuterLeavesMissingBarsWithoutValue) {
  const auto aligned = quant::align(both_, quant::Join::outer, quant::Missing::nan);
  EXPECT_EQ(aligned[1].time, (std::vector<std::int64_t>{1, 2, 3, 4, 5, 9}));
  EXPECT_TRUE(std::isnan(aligned[0].close[2]));
  EXPECT_TRUE(std::isnan(aligned[1].volume[0]));
  EXPECT_EQ(aligned[1].close[5], 209);
}

TEST_F(Align, OuterCanStandStillAtTheLastClose) {
  const auto aligned = quant::align(both_, quant::Join::outer, quant::Missing::previous);
  EXPECT_EQ(aligned[0].high, (std::vector<double>{103, 104, 102, 106, 107, 105}));
  EXPECT_EQ(aligned[0].low[2], 102);
  EXPECT_EQ(aligned[0].volume, (std::vector<double>{10, 10, 0, 10, 10, 0}));
  EXPECT_TRUE(std::isnan(aligned[1].close[0])) << "nothing is known before the first bar";
}

TEST_F(Align, OfNothingIsNothing) {
  EXPECT_TRUE(quant::align({}, quant::Join::outer, quant::Missing::nan).empty());
}

}  // namespace
