// What holds for every indicator, and what each does at the edges.
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "unit/quant/generated_prices.hpp"
#include "unit/quant/indicators/computed.hpp"

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

std::uint64_t bits(double value) {
  return std::isnan(value) ? 1 : std::bit_cast<std::uint64_t>(value);
}

std::vector<std::uint64_t> bits_of(const std::vector<double>& values, std::size_t begin, std::size_t end) {
  std::vector<std::uint64_t> all;
  for (std::size_t i = begin; i < end; ++i) { all.push_back(bits(values[i])); }
  return all;
}

// The parameters with every period set to `period`; other numbers as they are by default.
std::vector<double> with_period(const quant::Indicator& indicator, double period) {
  auto values = default_parameters(indicator);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto& parameter = indicator.parameters[i];
    if (parameter.whole) { values[i] = std::clamp(period, parameter.min, parameter.max); }
  }
  return values;
}

quant::Bars constant_bars(double price, std::size_t count) {
  quant::Bars bars;
  bars.time.resize(count);
  bars.open.assign(count, price);
  bars.high = bars.low = bars.close = bars.open;
  bars.volume.assign(count, 1000);
  return bars;
}

class EachIndicator : public testing::TestWithParam<std::string> {
 protected:
  const quant::Indicator& indicator() const { return *quant::find_indicator(GetParam()); }
  Columns run(const std::vector<double>& parameters, const quant::Bars& bars) const {
    return compute(GetParam(), parameters, bars.view());
  }
};

std::vector<std::string> all_names() {
  std::vector<std::string> names;
  for (const auto& indicator : quant::all_indicators()) { names.emplace_back(indicator.name); }
  return names;
}

std::string name_of(const testing::TestParamInfo<std::string>& test) {
  return test.param;
}

INSTANTIATE_TEST_SUITE_P(All, EachIndicator, testing::ValuesIn(all_names()), name_of);

TEST(Indicators, AreFoundByName) {
  const auto names = all_names();
  EXPECT_EQ(names.size(), 56U);
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
  EXPECT_EQ(quant::find_indicator("SMA"), nullptr);
  EXPECT_EQ(quant::find_indicator(""), nullptr);
  EXPECT_EQ(quant::find_indicator("zzz"), nullptr);
}

TEST_P(EachIndicator, HasDefaultsWithinItsLimits) {
  for (const auto& parameter : indicator().parameters) {
    EXPECT_GE(parameter.default_value, parameter.min);
    EXPECT_LE(parameter.default_value, parameter.max);
  }
  EXPECT_FALSE(indicator().outputs.empty());
}

TEST_P(EachIndicator, HasItsFirstValueBehindTheWarmUpAndOneOnEveryBarFromThere) {
  const auto bars = random_bars(1, 500);
  for (const double period : {1.0, 2.0, 3.0, 10.0, 33.0}) {
    const auto parameters = with_period(indicator(), period);
    const std::size_t warm_up = indicator().warm_up(parameters);
    for (const auto& output : run(parameters, bars)) {
      for (std::size_t i = 0; i < bars.size(); ++i) {
        ASSERT_EQ(std::isnan(output[i]), i < warm_up) << period << " " << i;
      }
    }
  }
}

// No value may depend on a later bar, to the last bit.
TEST_P(EachIndicator, IsTheSameWhenTheSeriesIsCutShort) {
  const auto bars = random_bars(2, 700);
  for (const double period : {1.0, 2.0, 5.0, 14.0, 50.0}) {
    const auto parameters = with_period(indicator(), period);
    const auto whole = run(parameters, bars);
    for (const std::size_t length : {1U, 2U, 3U, 4U, 50U, 127U, 128U, 129U, 333U, 511U, 512U, 513U, 699U}) {
      Columns cut(whole.size(), std::vector<double>(length));
      std::vector<std::span<double>> spans(cut.begin(), cut.end());
      const auto part = bars.view().slice(0, length);
      const bool series = indicator().input == quant::IndicatorInput::series;
      indicator().compute(series ? part.close : std::span<const double>{}, part, parameters, spans);
      for (std::size_t k = 0; k < cut.size(); ++k) {
        ASSERT_EQ(bits_of(cut[k], 0, length), bits_of(whole[k], 0, length)) << period << " " << length;
      }
    }
  }
}

TEST_P(EachIndicator, WarmsUpAnewBehindAGap) {
  const auto bars = random_bars(3, 600);
  auto gapped = bars;
  for (auto* column : {&gapped.open, &gapped.high, &gapped.low, &gapped.close, &gapped.volume}) {
    (*column)[250] = kNan;
  }
  const auto parameters = default_parameters(indicator());
  const auto before = run(parameters, bars);
  const auto with_gap = run(parameters, gapped);
  const auto slice = bars.view().slice(251, 600);
  for (std::size_t k = 0; k < before.size(); ++k) {
    EXPECT_EQ(bits_of(with_gap[k], 0, 250), bits_of(before[k], 0, 250));
    EXPECT_TRUE(std::isnan(with_gap[k][250]));
    EXPECT_EQ(bits_of(with_gap[k], 251, 600), bits_of(compute(GetParam(), parameters, slice)[k], 0, 349));
  }
}

TEST_P(EachIndicator, TreatsInfinityAsAGap) {
  auto bars = random_bars(4, 300);
  for (auto* column : {&bars.open, &bars.high, &bars.low, &bars.close, &bars.volume}) { (*column)[100] = INFINITY; }
  for (const auto& output : run(default_parameters(indicator()), bars)) {
    EXPECT_TRUE(std::isnan(output[100]));
    EXPECT_TRUE(std::none_of(output.begin(), output.end(), [](double value) { return std::isinf(value); }));
  }
}

TEST_P(EachIndicator, HasNoValueOnSeriesShorterThanItsWarmUp) {
  EXPECT_TRUE(run(default_parameters(indicator()), {}).front().empty());
  const auto parameters = default_parameters(indicator());
  const std::size_t warm_up = indicator().warm_up(parameters);
  if (warm_up == 0) { return; }
  for (const auto& output : run(parameters, random_bars(5, warm_up))) {
    EXPECT_TRUE(std::all_of(output.begin(), output.end(), [](double value) { return std::isnan(value); }));
  }
  for (const auto& output : run(parameters, random_bars(5, warm_up + 1))) {
    EXPECT_FALSE(std::isnan(output.back()));
  }
}

TEST_P(EachIndicator, OfConstantPricesIsANumberAndStaysThatNumber) {
  if (GetParam() == "obv" || GetParam() == "sar") { return; }  // obv: constant; sar: closes in on the price
  const auto parameters = default_parameters(indicator());
  const std::size_t warm_up = indicator().warm_up(parameters);
  for (const auto& output : run(parameters, constant_bars(10.1, 400))) {
    for (std::size_t i = warm_up; i < 400; ++i) { ASSERT_EQ(bits(output[i]), bits(output[warm_up])) << i; }
    EXPECT_TRUE(std::isfinite(output[warm_up]));
  }
}

// Averages of a quiet price are that price, whatever the period: they tie, so they never seem to cross.
TEST(MovingAverageIndicators, OfAConstantPriceAreThatPriceToTheLastBit) {
  for (const auto* name : {"sma", "ema", "wma", "dema", "tema", "t3", "kama", "trima", "hma"}) {
    const auto& indicator = *quant::find_indicator(name);
    for (const double period : {1.0, 2.0, 3.0, 7.0, 10.0, 30.0, 49.0}) {
      const auto parameters = with_period(indicator, period);
      const auto output = compute_series(name, parameters, std::vector<double>(400, 10.1));
      for (std::size_t i = indicator.warm_up(parameters); i < 400; ++i) {
        ASSERT_EQ(output[i], 10.1) << name << period;
      }
    }
  }
}

TEST(SmaIndicator, TiesWithOtherPeriodsWhereTheMeansAreEqual) {
  std::vector<double> series;
  for (int i = 0; i < 600; ++i) { series.push_back(i % 2 == 0 ? 0.1 : 0.7); }
  const auto two = compute_series("sma", {2}, series);
  const auto six = compute_series("sma", {6}, series);
  const auto ten = compute_series("sma", {10}, series);
  for (std::size_t i = 9; i < series.size(); ++i) {
    ASSERT_EQ(two[i], six[i]);
    ASSERT_EQ(six[i], ten[i]);
  }
}

double exact_mean(const std::vector<double>& series, std::size_t end, std::size_t period) {
  long double sum = 0;
  for (std::size_t i = end + 1 - period; i <= end; ++i) { sum += series[i]; }
  return static_cast<double>(sum / static_cast<long double>(period));
}

TEST(Indicators, DoNotDriftOverAMillionBars) {
  Random random(6);
  std::vector<double> closes;
  for (int i = 0; i < 1'000'000; ++i) { closes.push_back(100 * std::exp(std::sin(i / 1000.0)) + random.unit()); }
  for (std::size_t i = 0; i < 1'000; ++i) { closes[i] *= 1e7; }  // a past that running sums would not forget
  quant::BarsView bars;
  bars.close = closes;
  const auto sma = compute("sma", {30}, bars).front();
  const auto wma = compute("wma", {30}, bars).front();
  const auto deviation = compute("stddev", {30, 1}, bars).front();
  for (std::size_t end = 999'000; end < closes.size(); end += 97) {
    const double mean = exact_mean(closes, end, 30);
    ASSERT_NEAR(sma[end], mean, 2e-16 * mean);
    long double weighted = 0;
    long double square = 0;
    for (std::size_t j = 0; j < 30; ++j) {
      const long double close = closes[end - 29 + j];
      weighted += static_cast<long double>(j + 1) * close;
      square += (close - static_cast<long double>(mean)) * (close - static_cast<long double>(mean));
    }
    ASSERT_NEAR(wma[end], static_cast<double>(weighted / 465), 2e-16 * mean);
    const double expected = static_cast<double>(std::sqrt(square / 30));
    ASSERT_NEAR(deviation[end], expected, 1e-12 * expected);
  }
}

TEST(Indicators, SeeNoiseOfOneOnPricesOfABillion) {
  std::vector<double> series;
  for (int i = 0; i < 300; ++i) { series.push_back(1e9 + (i % 2 == 0 ? 1 : -1)); }
  EXPECT_EQ(compute_series("stddev", {20, 1}, series)[299], 1);
  EXPECT_EQ(compute_series("var", {20}, series)[299], 1);
  EXPECT_EQ(compute_series("zscore", {20}, series)[299], -1);
  EXPECT_EQ(compute_series("bbands", {20, 2, 2}, series)[299], 1e9 + 2);
}

TEST(Indicators, AcceptAPeriodOfAllBars) {
  std::vector<double> series{3, 1, 4, 1, 5, 9, 2, 6};
  EXPECT_EQ(compute_series("sma", {8}, series)[7], 31.0 / 8);
  EXPECT_EQ(compute_series("max", {8}, series)[7], 9);
  EXPECT_EQ(compute_series("min", {8}, series)[7], 1);
  EXPECT_NEAR(compute_series("wma", {8}, series)[7], (3 + 2 + 12 + 4 + 25 + 54 + 14 + 48) / 36.0, 1e-15);
  EXPECT_NEAR(compute_series("linearreg_slope", {8}, series)[7], 22.5 / 42, 1e-15);
  EXPECT_TRUE(std::isnan(compute_series("sma", {9}, series)[7]));
}

TEST(AroonIndicator, TakesTheLatestOfEqualExtremes) {
  for (const auto& output : compute("aroon", {14}, constant_bars(10, 40).view())) { EXPECT_EQ(output[39], 100); }
}

// Where columns are missing that an indicator does not read, it does not mind.
TEST(Indicators, ReadOnlyTheColumnsTheyNeed) {
  auto bars = random_bars(7, 100);
  std::fill(bars.volume.begin(), bars.volume.end(), kNan);
  bars.open.clear();
  EXPECT_FALSE(std::isnan(compute("atr", {14}, bars.view()).front().back()));
  EXPECT_TRUE(std::isnan(compute("obv", {}, bars.view()).front().back()));
}

}  // namespace
