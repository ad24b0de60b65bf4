// Accounting by holdings equals the backtest bar by bar, on generated signals, bars, exit rules and models.
#include <gtest/gtest.h>

#include <cmath>

#include "quant/backtest/run.hpp"
#include "quant/sweep/position_walk.hpp"
#include "quant/sweep/sweep_figures.hpp"
#include "unit/quant/generated_bars.hpp"
#include "unit/quant/sweep/equity_figures.hpp"
#include "unit/quant/sweep/generated_models.hpp"

namespace {

using quant::ExecutionModel;

quant::BitSeries generate_bits(Random& random, std::size_t bars) {
  if (random.below(6) == 0) { return {}; }
  const std::uint32_t rarity = 1 + random.below(random.below(2) == 0 ? 4 : 60);
  quant::BitSeries bits(bars);
  for (std::size_t bar = 0; bar < bars; ++bar) { bits.set(bar, random.below(rarity) == 0); }
  return bits;
}

quant::SignalWords words_of(const quant::Signals& signals) {
  return {signals.long_entry.words(), signals.long_exit.words(), signals.short_entry.words(),
          signals.short_exit.words()};
}

void expect_figures(const quant::Segment& segment, std::size_t bars, const EquityFigures& expected) {
  const auto near = [](double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(b)); };
  const quant::FigureInput input{.segment = segment, .trades = {}, .bars = bars, .periods_per_year = 252};
  const quant::Metrics metrics{.total_return = figure_of(quant::Metric::total_return, input),
                               .sharpe = figure_of(quant::Metric::sharpe, input),
                               .max_drawdown = figure_of(quant::Metric::max_drawdown, input)};
  ASSERT_TRUE(near(metrics.total_return, expected.total_return))
      << metrics.total_return << " " << expected.total_return;
  ASSERT_TRUE(near(metrics.max_drawdown, expected.max_drawdown))
      << metrics.max_drawdown << " " << expected.max_drawdown;
  if (expected.deviation < kNoDeviation) { return; }
  // Sums of squares lose digits where the mean dwarfs the deviation.
  const double ratio = expected.mean / expected.deviation;
  const double sharpe = expected.metrics(252).sharpe;
  ASSERT_NEAR(metrics.sharpe, sharpe, 1e-9 * std::max(1.0, std::abs(sharpe)) * std::max(1.0, ratio * ratio / 1e3));
}

struct Scenario {
  explicit Scenario(Random& random)
      : kind(static_cast<PriceKind>(random.below(kPriceKinds))),
        bars(generate_bars(random, kind, 2 + random.below(random.below(10) == 0 ? 900 : 200))),
        model(generate_proportional_model(random)),
        exits(generate_exits(random)) {
    signals = {generate_bits(random, bars.size()), generate_bits(random, bars.size()),
               generate_bits(random, bars.size()), generate_bits(random, bars.size())};
  }
  PriceKind kind;
  quant::Bars bars;
  ExecutionModel model;
  quant::ExitRules exits;
  quant::Signals signals;
};

struct SweptAccount {
  std::vector<quant::Segment> segments;
  std::vector<quant::TradeFigures> figures;
  bool ruined = false;
};

SweptAccount sweep_account(const Scenario& scenario, std::span<const std::uint32_t> cuts) {
  const auto view = scenario.bars.view();
  const auto simd = quant::best_simd_level();
  const quant::PriceTables prices(view, scenario.model.fill);
  const quant::StopSearch stops(view, simd);
  const quant::AccountTerms terms{prices, quant::EdgeCosts(scenario.model), quant::short_returns(simd), cuts, {}};
  quant::Decisions decisions(view.size());
  decisions.settle(words_of(scenario.signals), scenario.model.side);
  SweptAccount swept;
  swept.segments.resize(cuts.size());
  swept.figures.resize(cuts.size());
  quant::HoldingsAccount account(terms, swept.segments.data(), swept.figures.data());
  walk_positions(decisions, scenario.exits, {scenario.model, terms, &stops}, account);
  swept.ruined = account.is_ruined();
  return swept;
}

void expect_trades(const quant::TradeFigures& figures, const quant::BacktestResult& expected,
                   const ExecutionModel& model) {
  ASSERT_EQ(figures.trades, expected.trades.size());
  double best = -INFINITY;
  double worst = INFINITY;
  double sum = 0;
  std::uint32_t longest = 0;
  for (const auto& trade : expected.trades) {
    best = std::max(best, trade.return_on_entry);
    worst = std::min(worst, trade.return_on_entry);
    sum += trade.return_on_entry;
    longest = std::max(longest, static_cast<std::uint32_t>(trade.bars()));
  }
  ASSERT_EQ(figures.longest, longest);
  if (expected.trades.empty()) { return; }
  // Here a trade's return is of the cash before it, there of the value bought: the entry fee is between them.
  const double fee = 1 + model.fees.bps / 1e4;
  ASSERT_NEAR(figures.best * fee, best, 1e-9 * std::max(1.0, std::abs(best)));
  ASSERT_NEAR(figures.worst * fee, worst, 1e-9);
  ASSERT_NEAR(figures.sum * fee, sum, 1e-8);
}

TEST(HoldingsAccount, EqualsTheBacktestOnThousandsOfGeneratedScenarios) {
  Random random(31);
  int ruined = 0;
  for (int i = 0; i < 20'000 && !HasFatalFailure(); ++i) {
    const Scenario scenario(random);
    const auto& model = scenario.model;
    SCOPED_TRACE("scenario " + std::to_string(i) + ", kind " + std::to_string(static_cast<int>(scenario.kind)) +
                 ", bars " + std::to_string(scenario.bars.size()) + ", fill " +
                 std::to_string(static_cast<int>(model.fill)) + ", side " +
                 std::to_string(static_cast<int>(model.side)));
    const auto bars = static_cast<std::uint32_t>(scenario.bars.size());
    const auto swept = sweep_account(scenario, std::vector<std::uint32_t>{bars});
    if (swept.ruined) {
      ++ruined;
      continue;
    }
    const auto expected = run_backtest(scenario.bars.view(), scenario.signals, scenario.exits, model);
    ASSERT_EQ(swept.segments[0].trades, expected.trades.size());
    expect_trades(swept.figures[0], expected, model);
    expect_figures(swept.segments[0], bars, figures_of(expected.equity, model.cash, 0, bars));
  }
  EXPECT_LT(ruined, 2'000);
  EXPECT_GT(ruined, 10);
}

TEST(HoldingsAccount, CutIntoSegmentsEqualsTheSameStretchesOfTheBacktest) {
  Random random(32);
  for (int i = 0; i < 5'000 && !HasFatalFailure(); ++i) {
    const Scenario scenario(random);
    const auto bars = static_cast<std::uint32_t>(scenario.bars.size());
    std::vector<std::uint32_t> cuts;
    for (std::uint32_t cut = 1 + random.below(bars); cut < bars; cut += 1 + random.below(bars)) {
      cuts.push_back(cut);
    }
    cuts.push_back(bars);
    SCOPED_TRACE("scenario " + std::to_string(i) + ", bars " + std::to_string(bars));
    const auto swept = sweep_account(scenario, cuts);
    if (swept.ruined) { continue; }
    const auto expected = run_backtest(scenario.bars.view(), scenario.signals, scenario.exits, scenario.model);
    for (std::size_t first = 0; first < cuts.size(); ++first) {
      for (std::size_t last = first; last < cuts.size(); ++last) {
        const std::size_t begin = first == 0 ? 0 : cuts[first - 1];
        const auto joined =
            quant::join(std::span<const quant::Segment>(swept.segments).subspan(first, last + 1 - first));
        expect_figures(joined, cuts[last] - begin,
                       figures_of(expected.equity, scenario.model.cash, begin, cuts[last]));
      }
    }
    expect_trades(quant::join(std::span<const quant::TradeFigures>(swept.figures)), expected, scenario.model);
  }
}

}  // namespace
