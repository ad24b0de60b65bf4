// The indicators that TA-Lib 0.6 does not have, against their definitions: computed the slow, obvious way from
// others that are held against TA-Lib.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "unit/quant/indicators/computed.hpp"

namespace {

class OwnIndicators : public testing::Test {
 protected:
  quant::BarsView bars_ = sp500_bars().view();

  double typical(std::size_t i) const { return (bars_.high[i] + bars_.low[i] + bars_.close[i]) / 3; }
};

TEST_F(OwnIndicators, HullIsAWeightedAverageOfTwo) {
  const auto fast = compute("wma", {7}, bars_).front();
  const auto slow = compute("wma", {15}, bars_).front();
  std::vector<double> both(bars_.size());
  for (std::size_t i = 0; i < both.size(); ++i) { both[i] = 2 * fast[i] - slow[i]; }
  const auto expected = compute_series("wma", {3}, both);
  const auto hull = compute("hma", {15}, bars_).front();
  for (std::size_t i = 16; i < hull.size(); ++i) { ASSERT_NEAR(hull[i], expected[i], 1e-12 * expected[i]); }
  EXPECT_TRUE(std::isnan(hull[15]));
}

TEST_F(OwnIndicators, DonchianIsTheRangeOfHighsAndLows) {
  const auto bands = compute("donchian", {20}, bars_);
  for (std::size_t i = 19; i < bars_.size(); ++i) {
    const double high = *std::max_element(&bars_.high[i - 19], &bars_.high[i] + 1);
    const double low = *std::min_element(&bars_.low[i - 19], &bars_.low[i] + 1);
    ASSERT_EQ(bands[0][i], high);
    ASSERT_EQ(bands[1][i], (high + low) / 2);
    ASSERT_EQ(bands[2][i], low);
  }
}

TEST_F(OwnIndicators, KeltnerIsAnAverageAndItsTrueRanges) {
  std::vector<double> prices;
  for (std::size_t i = 0; i < bars_.size(); ++i) { prices.push_back(typical(i)); }
  const auto middle = compute_series("ema", {20}, prices);
  const auto range = compute("atr", {10}, bars_).front();
  const auto bands = compute("keltner", {20, 10, 1.5}, bars_);
  for (std::size_t i = 19; i < bars_.size(); ++i) {
    ASSERT_EQ(bands[1][i], middle[i]);
    ASSERT_DOUBLE_EQ(bands[0][i], middle[i] + 1.5 * range[i]);
    ASSERT_DOUBLE_EQ(bands[2][i], middle[i] - 1.5 * range[i]);
  }
}

TEST_F(OwnIndicators, VwapWeighsTypicalPricesWithVolume) {
  const auto vwap = compute("vwap", {20}, bars_).front();
  for (std::size_t i = 19; i < bars_.size(); i += 11) {
    double money = 0;
    double volume = 0;
    for (std::size_t j = i - 19; j <= i; ++j) {
      money += typical(j) * bars_.volume[j];
      volume += bars_.volume[j];
    }
    ASSERT_NEAR(vwap[i], money / volume, 1e-12 * vwap[i]);
  }
}

TEST_F(OwnIndicators, VwapHasNoValueWhereNothingWasTraded) {
  auto bars = random_bars(8, 100);
  std::fill(bars.volume.begin() + 40, bars.volume.begin() + 80, 0.0);
  const auto vwap = compute("vwap", {20}, bars.view()).front();
  EXPECT_FALSE(std::isnan(vwap[58]));
  EXPECT_TRUE(std::isnan(vwap[59]));
  EXPECT_TRUE(std::isnan(vwap[79]));
  EXPECT_FALSE(std::isnan(vwap[80]));
}

TEST_F(OwnIndicators, ZScoreIsTheDistanceInDeviations) {
  const auto mean = compute("sma", {20}, bars_).front();
  const auto deviation = compute("stddev", {20, 1}, bars_).front();
  const auto score = compute("zscore", {20}, bars_).front();
  for (std::size_t i = 19; i < bars_.size(); ++i) {
    ASSERT_NEAR(score[i], (bars_.close[i] - mean[i]) / deviation[i], 1e-10);
  }
}

TEST_F(OwnIndicators, VolatilityIsTheSampleDeviationOfLogReturnsForAYear) {
  const auto volatility = compute("volatility", {20, 252}, bars_).front();
  for (std::size_t i = 20; i < bars_.size(); i += 13) {
    std::vector<double> returns;
    double sum = 0;
    for (std::size_t j = i - 19; j <= i; ++j) {
      returns.push_back(std::log(bars_.close[j] / bars_.close[j - 1]));
      sum += returns.back();
    }
    double square = 0;
    for (const double value : returns) { square += (value - sum / 20) * (value - sum / 20); }
    ASSERT_NEAR(volatility[i], std::sqrt(square / 19 * 252), 1e-12);
  }
  EXPECT_TRUE(std::isnan(volatility[19]));
}

TEST_F(OwnIndicators, VolatilityHasNoValueWherePricesHaveNoLogarithm) {
  std::vector<double> prices(30, 100);
  for (std::size_t i = 0; i < prices.size(); ++i) { prices[i] += static_cast<double>(i % 3); }
  prices[15] = -1;
  const auto volatility = compute_series("volatility", {5, 252}, prices);
  EXPECT_FALSE(std::isnan(volatility[14]));
  for (std::size_t i = 15; i < 21; ++i) { EXPECT_TRUE(std::isnan(volatility[i])) << i; }
  EXPECT_FALSE(std::isnan(volatility[21]));
}

// Made with TA-Lib C 0.8.1, SUPERTREND(10, 3) on the same bars.
TEST_F(OwnIndicators, SupertrendEqualsTalib08) {
  const auto trend = compute("supertrend", {10, 3}, bars_);
  struct Expected {
    std::size_t bar;
    double line, direction;
  };
  for (const auto& [bar, line, direction] :
       {Expected{10, 1170.6380369000001, 1}, Expected{11, 1189.93922931, 1}, Expected{71, 1293.6401994944517, 1},
        Expected{72, 1379.7065670995448, -1}, Expected{90, 1302.969844874317, 1},
        Expected{1000, 938.0510561710056, -1}, Expected{2517, 857.88548768424073, 1},
        Expected{4004, 2031.7554669830663, 1}, Expected{5030, 2568.6125850934918, -1}}) {
    EXPECT_NEAR(trend[0][bar], line, 1e-9 * line) << bar;
    EXPECT_EQ(trend[1][bar], direction) << bar;
  }
  EXPECT_EQ(std::count(trend[1].begin(), trend[1].end(), -1.0), 1985);
}

}  // namespace
