#include "unit/quant/charts/sample_charts.hpp"

#include <cmath>
#include <vector>

#include "quant/charts/candle_chart.hpp"
#include "quant/charts/drawdown_chart.hpp"
#include "quant/charts/equity_chart.hpp"
#include "quant/charts/heat_map_chart.hpp"
#include "quant/charts/logit_chart.hpp"
#include "quant/charts/metric_histogram_chart.hpp"
#include "quant/charts/monthly_returns.hpp"
#include "quant/charts/parallel_chart.hpp"
#include "quant/charts/pareto_chart.hpp"
#include "quant/charts/rank_chart.hpp"
#include "quant/charts/rolling_sharpe_chart.hpp"
#include "quant/charts/trade_charts.hpp"
#include "quant/charts/walk_forward_chart.hpp"
#include "unit/quant/generated_prices.hpp"

namespace {

using nlohmann::json;

constexpr std::int64_t kSampleDay = 86'400'000'000;
constexpr std::int64_t kStart = 915'408'000'000'000;  // 1999-01-04

// Bars of a random walk and the equity of somebody who is invested every other 60 bars.
struct SampleSeries {
  quant::Bars bars;
  std::vector<double> equity, buy_hold;

  explicit SampleSeries(std::size_t count) {
    Random random(7);
    double price = 100;
    double equity_now = 10'000;
    for (std::size_t i = 0; i < count; ++i) {
      const double move = 0.03 * (random.unit() - 0.487);
      const double open = price;
      const double close = price * (1 + move);
      bars.time.push_back(kStart + static_cast<std::int64_t>(i) * kSampleDay);
      bars.open.push_back(open);
      bars.high.push_back(std::max(open, close) * (1 + 0.008 * random.unit()));
      bars.low.push_back(std::min(open, close) * (1 - 0.008 * random.unit()));
      bars.close.push_back(close);
      bars.volume.push_back(1'000);
      equity_now *= i / 60 % 2 == 0 ? 1 + move : 1.0;
      equity.push_back(equity_now);
      buy_hold.push_back(close * 100);
      price = close;
    }
  }
};

// Trials of fast < slow with a hill at (12, 45), noise, and some without a value.
struct SampleTrials {
  std::vector<double> fast, slow, stop, score, drawdown;
  std::vector<std::uint8_t> on_front;

  explicit SampleTrials(int step) {
    Random random(3);
    for (int f = 2; f <= 30; f += step) {
      for (int s = f + 1; s <= 90; s += step) {
        fast.push_back(f);
        slow.push_back(s);
        stop.push_back(0.01 * (1 + random.below(10)));
        const double distance = (f - 12) * (f - 12) / 100.0 + (s - 45) * (s - 45) / 900.0;
        score.push_back(1.4 / (1 + distance) - 0.4 + 0.4 * random.unit());
        drawdown.push_back(-0.15 - 0.25 * random.unit() - 0.1 * score.back() * score.back());
      }
    }
    score[1] = std::nan("");
    for (std::size_t i = 0; i < score.size(); ++i) { on_front.push_back(is_on_front(i) ? 1 : 0); }
  }
  bool is_on_front(std::size_t i) const {
    if (std::isnan(score[i])) { return false; }
    for (std::size_t j = 0; j < score.size(); ++j) {
      if (score[j] >= score[i] && drawdown[j] >= drawdown[i] && j != i) { return false; }
    }
    return true;
  }
};

std::vector<quant::MarkedBar> sample_marks(const quant::BarsView& bars) {
  using quant::CandleMark;
  std::vector<quant::MarkedBar> marks;
  for (std::size_t bar = 3; bar + 6 < bars.size(); bar += 14) {
    const bool is_long = bar % 4 != 0;
    marks.push_back({bar, is_long ? CandleMark::long_entry : CandleMark::short_entry, bars.open[bar], {}});
    marks.push_back({bar + 5, is_long ? CandleMark::long_exit : CandleMark::short_exit, bars.open[bar + 5], {}});
    if (bar % 3 == 0) { marks.push_back({bar + 2, CandleMark::pattern, 0, "Engulfing"}); }
  }
  return marks;
}

json sample_rank_chart(std::size_t dates, const quant::ChartOptions& options) {
  const std::vector<std::string> names{"sma_cross",          "rsi_reversion", "donchian_turtle",
                                       "bollinger_breakout", "macd",          "momentum"};
  std::vector<std::int64_t> time;
  std::vector<std::vector<double>> ranks(names.size());
  std::vector<std::size_t> order{0, 1, 2, 3, 4, 5};
  Random random(5);
  for (std::size_t date = 0; date < dates; ++date) {
    time.push_back(kStart + static_cast<std::int64_t>(date) * 7 * kSampleDay);
    const auto place = random.below(5);
    std::swap(order[place], order[place + 1]);
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
      const bool listed = order[rank] != 4 || date >= dates / 3;
      ranks[order[rank]].push_back(listed ? static_cast<double>(rank + 1) : std::nan(""));
    }
  }
  quant::RankChart input{.time = time, .strategies = {}};
  for (std::size_t i = 0; i < names.size(); ++i) { input.strategies.push_back({names[i], ranks[i]}); }
  return rank_chart(input, options);
}

json sample_walk_forward_chart(std::size_t folds) {
  Random random(9);
  quant::WalkForwardChart input{
      .metric = "Annual return", .unit = quant::ChartUnit::fraction, .folds = {}, .efficiency = 0.47};
  for (std::size_t fold = 0; fold < folds; ++fold) {
    const auto begin = kStart + static_cast<std::int64_t>(fold) * 250 * kSampleDay;
    input.folds.push_back(
        {begin, begin + 249 * kSampleDay, 0.08 + 0.1 * random.unit(), 0.2 * random.unit() - 0.06});
  }
  return quant::walk_forward_chart(input);
}

json sample_logit_chart(std::size_t splits) {
  Random random(13);
  std::vector<double> logits;
  std::size_t below = 0;
  for (std::size_t i = 0; i < splits; ++i) {
    logits.push_back(4 * (random.unit() + random.unit() + random.unit() - 1.5) + 0.8);
    below += logits.back() < 0 ? 1 : 0;
  }
  return quant::logit_chart({.logits = logits, .pbo = static_cast<double>(below) / static_cast<double>(splits)});
}

struct SampleTrades {
  std::vector<double> returns, adverse, favourable;

  explicit SampleTrades(std::size_t count) {
    Random random(17);
    for (std::size_t i = 0; i < count; ++i) {
      returns.push_back(0.2 * (random.unit() + random.unit() * random.unit() - 0.7));
      adverse.push_back(std::min(0.0, returns.back()) - 0.05 * random.unit());
      favourable.push_back(std::max(0.0, returns.back()) + 0.05 * random.unit());
    }
  }
};

}  // namespace

std::map<std::string, json> sample_charts(SampleSize size) {
  using namespace quant;
  const bool small = size == SampleSize::small;
  const SampleSeries series(small ? 30 : 1'500);
  const SampleTrials trials(small ? 11 : 1);
  const SampleTrades trades(small ? 7 : 300);
  const ChartOptions options{.max_points = small ? std::size_t{8} : std::size_t{1'000}};
  const auto bars = small ? series.bars.view() : series.bars.view().slice(1'380, 1'500);
  const HeatMapChart heat_map{.x_name = "fast",
                              .y_name = "slow",
                              .score_name = "Sharpe ratio",
                              .x = trials.fast,
                              .y = trials.slow,
                              .score = trials.score};
  return {
      {"equity", equity_chart({series.bars.time, series.equity, series.buy_hold}, options)},
      {"equity_log", equity_chart({series.bars.time, series.equity, {}, true}, options)},
      {"drawdown", drawdown_chart({series.bars.time, series.equity}, options)},
      {"heat_map", heat_map_chart(heat_map, options)},
      {"pareto", pareto_chart({{"Maximum drawdown", trials.drawdown, ChartUnit::fraction},
                               {"Sharpe ratio", trials.score},
                               trials.on_front},
                              options)},
      {"parallel", parallel_chart({.axes = {{"fast", trials.fast},
                                            {"slow", trials.slow},
                                            {"stop", trials.stop, ChartUnit::fraction},
                                            {"Maximum drawdown", trials.drawdown, ChartUnit::fraction}},
                                   .score_name = "Sharpe ratio",
                                   .score = trials.score,
                                   .max_trials = small ? std::size_t{4} : std::size_t{150}},
                                  options)},
      {"metric_histogram",
       metric_histogram_chart(
           {.name = "Sharpe ratio", .values = trials.score, .best = 1.38, .expected_by_luck = 1.05}, options)},
      {"logit", sample_logit_chart(small ? 20 : 12'870)},
      {"walk_forward", sample_walk_forward_chart(small ? 3 : 10)},
      {"candles", candle_chart({.name = "Sample, daily",
                                .bars = bars,
                                .marks = sample_marks(bars),
                                .max_candles = small ? std::size_t{10} : std::size_t{250}},
                               options)},
      {"monthly_returns", monthly_returns_chart(series.bars.time, series.equity, options)},
      {"rolling_sharpe",
       rolling_sharpe_chart({series.bars.time, series.buy_hold, small ? std::size_t{10} : std::size_t{250}},
                            options)},
      {"trade_returns", trade_return_chart(trades.returns, options)},
      {"excursions", excursion_chart({trades.adverse, trades.favourable, trades.returns}, options)},
      {"rank_history", sample_rank_chart(small ? 5 : 30, options)},
  };
}

std::map<std::string, json> empty_charts() {
  using namespace quant;
  return {
      {"equity", equity_chart({})},
      {"drawdown", drawdown_chart({})},
      {"heat_map",
       heat_map_chart(
           {.x_name = "fast", .y_name = "slow", .score_name = "Sharpe ratio", .x = {}, .y = {}, .score = {}})},
      {"pareto", pareto_chart({{"x", {}}, {"y", {}}, {}})},
      {"parallel", parallel_chart({.axes = {}, .score_name = "Sharpe ratio", .score = {}})},
      {"metric_histogram", metric_histogram_chart({.name = "Sharpe ratio", .values = {}})},
      {"logit", logit_chart({})},
      {"walk_forward", walk_forward_chart({})},
      {"candles", candle_chart({.name = "Sample", .bars = {}, .marks = {}})},
      {"monthly_returns", monthly_returns_chart({}, {})},
      {"rolling_sharpe", rolling_sharpe_chart({})},
      {"trade_returns", trade_return_chart({})},
      {"excursions", excursion_chart({})},
      {"rank_history", rank_chart({})},
  };
}
