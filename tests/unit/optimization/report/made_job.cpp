#include "unit/optimization/report/made_job.hpp"

#include <cmath>
#include <numeric>

#include "quant/strategy/catalog.hpp"

namespace optimization {
namespace {

constexpr std::int64_t kDay = 86'400'000'000;
constexpr std::int64_t kFirstDay = 10'957 * kDay;  // 2000-01-01

Axis levels(std::string name, std::size_t parameter, std::size_t count, double step) {
  Axis axis{.name = std::move(name), .parameter = parameter, .values = {}, .whole = true};
  for (std::size_t i = 1; i <= count; ++i) { axis.values.push_back(step * static_cast<double>(i)); }
  return axis;
}

Request made_request(const MadeJobSize& size) {
  const auto& strategy = *quant::find_named_strategy("sma_cross");
  Request request{.series = {.symbols = {}, .timeframe = "1d", .from = {}, .to = {}},
                  .space = ParameterSpace(
                      strategy, {levels("fast", 0, size.fast_levels, 2), levels("slow", 1, size.slow_levels, 10)},
                      {10, 50}, {}),
                  .budget = {},
                  .objectives = {quant::Metric::total_return},
                  .limits = {},
                  .execution = {.preset = "vectorbt"},
                  .validation = {.method = ValidationMethod::walk_forward},
                  .verdict = {}};
  request.execution.model.fees.bps = 10;
  return request;
}

void add_bars(MadeJob& job, const MadeJobSize& size) {
  for (std::size_t symbol = 0; symbol < size.symbols; ++symbol) {
    quant::Bars bars;
    for (std::size_t i = 0; i < size.bars; ++i) {
      const double price = 100 + static_cast<double>(symbol) + std::sin(static_cast<double>(i));
      bars.time.push_back(kFirstDay + static_cast<std::int64_t>(i) * kDay);
      for (auto* column : {&bars.open, &bars.high, &bars.low, &bars.close, &bars.volume}) {
        column->push_back(price);
      }
    }
    job.bars.push_back(std::move(bars));
    job.data.symbols.push_back("SYM" + std::to_string(symbol));
  }
  for (const auto& bars : job.bars) { job.data.bars.push_back(bars.view()); }
  job.request.series.symbols = job.data.symbols;
}

void add_trials(MadeJob& job, std::vector<quant::Metric> metrics) {
  const auto& space = job.request.space.search_space();
  job.outcome.trials = TrialTable(2, metrics);
  job.outcome.candidates = *space.size();
  for (std::size_t i = 0; i < job.outcome.candidates; ++i) {
    const double total_return = i == 1 ? NAN : static_cast<double>(i) / 100;
    std::vector<double> figures{total_return, static_cast<double>(i), 0.5, -0.25};
    figures.resize(metrics.size(), 0.125);
    job.outcome.trials.append(space.at(i), figures);
  }
}

quant::Trade trade(std::size_t entry, std::size_t exit, double gain, bool open) {
  return {.exit_reason = open ? quant::ExitReason::end : quant::ExitReason::signal,
          .open = open,
          .entry_bar = entry,
          .exit_bar = exit,
          .entry_price = 100,
          .exit_price = 100 * (1 + gain),
          .units = 1.5,
          .pnl = 150 * gain,
          .return_on_entry = gain,
          .fees = 0.25};
}

void add_best(MadeJob& job) {
  auto& best = job.outcome.best;
  for (std::size_t i = 0; i < job.data.size(); ++i) {
    best.equity.push_back(10'000 + 100 * std::sin(0.3 * static_cast<double>(i)) + static_cast<double>(i));
    best.buy_hold.push_back(10'000 + static_cast<double>(i));
  }
  for (std::size_t symbol = 0; symbol < job.data.symbols.size(); ++symbol) {
    best.trades.push_back({trade(3 + symbol, 9, 0.125, false), trade(12, job.data.size() - 1, -0.0625, true)});
  }
  best.performance = {};
  best.performance.sharpe = 0.59;
  best.performance.trades = 2;
  best.performance.max_drawdown_bars = 7;
  best.performance.sortino = NAN;
  best.performance.calmar = INFINITY;
}

FoldOutcome fold(std::size_t train_end, std::size_t test_end) {
  return {.split = {.train = {{0, train_end}}, .test = {{train_end, test_end}}},
          .point = {1, 2},
          .in_sample = 0.5,
          .out_of_sample = 0.25,
          .in_sample_return = 0.5,
          .out_of_sample_return = 0.25,
          .out_of_sample_trades = 3};
}

void add_judgement(MadeJob& job) {
  const auto bars = job.data.size();
  auto& validation = job.outcome.validation;
  validation.folds = {fold(bars / 2, bars * 3 / 4), fold(bars * 3 / 4, bars)};
  validation.efficiency = {
      .in_sample_annual = 0.4, .out_of_sample_annual = 0.2, .efficiency = 0.5, .profitable_folds = 1};
  validation.stability = {.by_parameter = {1, NAN}, .overall = 1};
  auto& verdict = job.outcome.verdict;
  verdict.psr = 0.9;
  verdict.dsr = 0.12;
  verdict.pbo = 0.43;
  verdict.spa_p = 0.2;
  verdict.reality_check_p = 0.3;
  verdict.min_btl_years = 14;
  verdict.min_trl_years = 8;
  verdict.walk_forward_efficiency = 0.5;
  verdict.plateau = 0.75;
  verdict.expected_max_sharpe = 1.23;
  verdict.years = 20;
  verdict.trials = 4'851;
  verdict.job_trials = static_cast<std::int64_t>(job.outcome.trials.size());
  verdict.logits = {-1, -0.5, 0.5, 1, 0.25};
  verdict.remarks = {"a remark"};
}

MadeJob without_outcome(const MadeJobSize& size) {
  MadeJob job{
      .request = made_request(size),
      .bars = {},
      .data = {},
      .outcome = {
          .trials = TrialTable(2, {}), .ranking = {}, .front = {}, .best = {}, .validation = {}, .verdict = {}}};
  add_bars(job, size);
  return job;
}

}  // namespace

MadeJob made_job(const MadeJobSize& size) {
  auto job = without_outcome(size);
  add_trials(job, {quant::kMetrics.begin(), quant::kMetrics.end()});
  const auto trials = job.outcome.trials.size();
  job.outcome.ranking = {trials - 1, trials - 2, trials - 3};
  add_best(job);
  add_judgement(job);
  return job;
}

MadeJob made_job_with_two_objectives() {
  auto job = made_job();
  job.request.objectives = {quant::Metric::total_return, quant::Metric::max_drawdown};
  job.request.limits = {{.metric = quant::Metric::exposure, .min = {}, .max = 0.5}};
  std::vector<quant::Metric> metrics(quant::kMetrics.begin(), quant::kMetrics.end());
  metrics.push_back(quant::Metric::exposure);
  add_trials(job, metrics);
  job.outcome.front = {5, 4};
  return job;
}

MadeJob made_job_without_values() {
  auto job = without_outcome({});
  const std::vector<quant::Metric> metrics(quant::kMetrics.begin(), quant::kMetrics.end());
  job.outcome.trials = TrialTable(2, metrics);
  for (std::size_t i = 0; i < 6; ++i) {
    job.outcome.trials.append(job.request.space.search_space().at(i), std::vector<double>(metrics.size(), NAN));
  }
  job.outcome.outside_limits = 6;
  FoldOutcome empty{.split = {.train = {{0, 20}}, .test = {{20, 40}}}, .point = {}};
  job.outcome.validation.folds = {empty};
  return job;
}

}  // namespace optimization
