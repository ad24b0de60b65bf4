// The fast sweep equals the slow backtest on thousands of generated series of every kind.
#include <gtest/gtest.h>

#include <cmath>

#include "quant/backtest/presets.hpp"
#include "quant/backtest/run.hpp"
#include "quant/sweep/sma_cross_sweep.hpp"
#include "unit/quant/generated_prices.hpp"
#include "unit/quant/sweep/equity_figures.hpp"
#include "unit/quant/sweep/reference_signals.hpp"

namespace {

using quant::Metrics;

constexpr int kSeries = 4'000;
constexpr std::size_t kPairs = 10;

// Mostly short, where the edges are; sometimes over several chunks.
std::size_t random_length(Random& random) {
  switch (random.below(20)) {
    case 0:
      return 500 + random.below(900);
    case 1:
      return 64 * (1 + random.below(9));
    default:
      return 2 + random.below(260);
  }
}

void expect_near(const Metrics& fast, const Metrics& slow, const std::string& which) {
  ASSERT_EQ(fast.trades, slow.trades) << which;
  for (const auto metric : quant::kMetrics) {
    const double a = value_of(fast, metric);
    const double b = value_of(slow, metric);
    ASSERT_EQ(std::isnan(a), std::isnan(b)) << key_of(metric) << " " << which << ": " << a << " " << b;
    if (!std::isnan(a)) { ASSERT_NEAR(a, b, 1e-9 * std::max(1.0, std::abs(b))) << key_of(metric) << " " << which; }
  }
}

Metrics reference_metrics_of(const std::vector<double>& close, const quant::SmaCross& pair,
                             const quant::Execution& execution) {
  auto model = quant::vectorbt_preset();
  model.fees.bps = execution.fee_bps;
  const quant::BarsView bars{
      .time = {}, .open = close, .high = close, .low = close, .close = close, .volume = close};
  const auto signals = reference_sma_cross(close, pair.fast, pair.slow);
  const auto run = run_backtest(bars, signals, {}, model);
  auto metrics = figures_of(run.equity, model.cash, 0, close.size()).metrics(execution.periods_per_year);
  metrics.trades = static_cast<std::uint32_t>(run.trades.size());
  return metrics;
}

void compare(Random& random, PriceKind kind, const quant::Execution& execution) {
  const auto close = generate_prices(random, kind, random_length(random));
  const auto limit = static_cast<std::uint32_t>(std::min<std::size_t>(close.size() + 2, 60));
  std::vector<quant::SmaCross> pairs;
  for (std::size_t i = 0; i < kPairs; ++i) { pairs.push_back({1 + random.below(limit), 1 + random.below(limit)}); }
  const auto results = quant::sweep_sma_cross(close, pairs, execution);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto expected = reference_metrics_of(close, pairs[i], execution);
    expect_near(results[i], expected,
                "of (" + std::to_string(pairs[i].fast) + ", " + std::to_string(pairs[i].slow) + ") on " +
                    std::to_string(close.size()) + " bars of kind " + std::to_string(static_cast<int>(kind)));
  }
}

TEST(Sweep, EqualsTheReferenceOnThousandsOfGeneratedSeries) {
  constexpr double kFees[] = {0, 10, 137, 2'500};
  Random random(10);
  for (int i = 0; i < kSeries && !HasFatalFailure(); ++i) {
    const auto kind = static_cast<PriceKind>(random.below(kPriceKinds));
    const quant::Execution execution{.fee_bps = kFees[random.below(4)],
                                     .periods_per_year = i % 2 == 0 ? 365.0 : 252.0};
    SCOPED_TRACE("series " + std::to_string(i));
    compare(random, kind, execution);
  }
}

// A wild past must not spoil the figures of a calm holding: plain prefix sums of squares would lose them.
TEST(Sweep, KeepsASmallVarianceBehindAHugeOne) {
  std::vector<double> close{1e6, 1, 1e6, 1, 1e6, 1e6, 1e6, 1e6, 1e6};
  for (int i = 0; i < 200; ++i) { close.push_back(1e6 + 64 * (i % 7 == 0 ? 1 : i % 3)); }
  const std::vector<quant::SmaCross> pairs{{11, 90}, {2, 100}, {30, 60}};
  const auto results = quant::sweep_sma_cross(close, pairs, {});
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    expect_near(results[i], reference_metrics_of(close, pairs[i], {}), std::to_string(i));
  }
}

}  // namespace
