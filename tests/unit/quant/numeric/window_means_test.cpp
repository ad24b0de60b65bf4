#include "quant/numeric/window_means.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "quant/numeric/exact_parts.hpp"
#include "quant/numeric/finite.hpp"
#include "quant/numeric/window_fold.hpp"
#include "unit/quant/generated_prices.hpp"

namespace {

double weight_of(std::size_t place, bool weighted) {
  return weighted ? static_cast<double>(place) : 1;
}

// The mean in 64 bits of mantissa, rounded once more: equal to the exact one but for one case in a thousand.
double slow_mean(const std::vector<double>& values, std::size_t end, std::size_t period, bool weighted) {
  long double sum = 0;
  long double weights = 0;
  for (std::size_t place = 1; place <= period; ++place) {
    sum += static_cast<long double>(weight_of(place, weighted)) * values[end - period + place];
    weights += weight_of(place, weighted);
  }
  return static_cast<double>(sum / weights);
}

TEST(WindowMeans, AreRoundedOnce) {
  Random random(11);
  std::vector<double> values;
  for (int i = 0; i < 3'000; ++i) { values.push_back(50 + 100 * random.unit()); }
  for (const std::size_t period : {1U, 2U, 3U, 10U, 127U, 128U, 129U, 1'000U, 3'000U}) {
    std::vector<double> plain(values.size());
    std::vector<double> weighted(values.size());
    quant::window_means(values, period, plain);
    quant::window_weighted_means(values, period, weighted);
    for (std::size_t end = period - 1; end < values.size(); end += 7) {
      const double mean = slow_mean(values, end, period, false);
      ASSERT_NEAR(plain[end], mean, std::nextafter(mean, 1e9) - mean) << period << " " << end;
      const double weighted_mean = slow_mean(values, end, period, true);
      ASSERT_NEAR(weighted[end], weighted_mean, std::nextafter(weighted_mean, 1e9) - weighted_mean) << period;
    }
  }
}

TEST(WindowMeans, TakeTheOtherWayWhereSizesAreFarApart) {
  std::vector<double> values;
  for (int i = 0; i < 500; ++i) { values.push_back(i % 50 == 0 ? 1e9 : 1e-9 * (i % 7)); }
  EXPECT_FALSE(quant::exact_parts(values, 10).exact);
  std::vector<double> plain(values.size());
  std::vector<double> weighted(values.size());
  quant::window_means(values, 10, plain);
  quant::window_weighted_means(values, 10, weighted);
  for (std::size_t end = 9; end < values.size(); ++end) {
    const double mean = slow_mean(values, end, 10, false);
    ASSERT_NEAR(plain[end], mean, 1e-14 * mean) << end;
    // Measured from one value of the window: as exact as its largest value.
    ASSERT_NEAR(weighted[end], slow_mean(values, end, 10, true), 1e-15 * mean * 10) << end;
  }
}

TEST(WindowMeans, OfEqualWindowsAreEqualWhateverCameBefore) {
  std::vector<double> values{1e6, 3, 77, 0.001};
  for (int i = 0; i < 300; ++i) { values.push_back(10 + (i % 3) * 0.1); }
  std::vector<double> means(values.size());
  quant::window_means(values, 6, means);
  for (std::size_t end = 12; end < values.size(); ++end) { ASSERT_EQ(means[end], means[end - 3]) << end; }
}

TEST(WindowMeans, OfZerosAndOfNothingAreZerosAndNothing) {
  std::vector<double> means(5, 9);
  quant::window_means(std::vector<double>(5, 0.0), 3, means);
  EXPECT_EQ(means[4], 0);
  quant::window_means({}, 3, {});
}

TEST(WindowFold, GivesEveryWindowOnceInOrder) {
  for (std::size_t period = 1; period < 20; ++period) {
    for (std::size_t begin = 0; begin < 3; ++begin) {
      for (std::size_t end = begin; end < 50; ++end) {
        std::size_t next = begin + period - 1;
        quant::fold_windows(
            begin, end, period,
            [](std::size_t i, std::size_t) {
              return std::pair{i, i};
            },
            [](const auto& a, const auto& b) {
              EXPECT_EQ(a.second + 1, b.first) << "neighbours, older to the left";
              return std::pair{a.first, b.second};
            },
            [&](std::size_t bar, const auto& window, std::size_t anchor) {
              EXPECT_EQ(bar, next++);
              EXPECT_EQ(window, (std::pair{bar + 1 - period, bar}));
              EXPECT_GE(anchor, window.first);
              EXPECT_LE(anchor, window.second);
            });
        EXPECT_EQ(next, std::max(end, begin + period - 1));
      }
    }
  }
}

TEST(AllFinite, FindsOneAmongMany) {
  std::vector<double> values(100, 1e308);
  EXPECT_TRUE(quant::all_finite(values));
  EXPECT_TRUE(quant::all_finite({}));
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (const double bad :
         {static_cast<double>(NAN), static_cast<double>(INFINITY), -static_cast<double>(INFINITY)}) {
      values[i] = bad;
      EXPECT_FALSE(quant::all_finite(values)) << i;
    }
    values[i] = -1e308;
  }
}

}  // namespace
