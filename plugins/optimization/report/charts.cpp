#include "optimization/report/charts.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "optimization/report/trial_charts.hpp"
#include "quant/charts/drawdown_chart.hpp"
#include "quant/charts/equity_chart.hpp"
#include "quant/charts/logit_chart.hpp"
#include "quant/charts/metric_histogram_chart.hpp"
#include "quant/charts/monthly_returns.hpp"
#include "quant/charts/trade_charts.hpp"
#include "quant/charts/walk_forward_chart.hpp"
#include "quant_job/metric_kinds.hpp"

namespace optimization {
namespace {

using nlohmann::json;

constexpr std::size_t kPointsPerLine = 500;

void add_best_charts(json& charts, const ReportInput& input, const quant::ChartOptions& options) {
  const auto& best = input.outcome.best;
  const auto time = input.data.time();
  if (best.equity.size() < 2) { return; }
  charts["equity"] = quant::equity_chart({.time = time, .equity = best.equity, .buy_hold = best.buy_hold}, options);
  charts["drawdown"] = quant::drawdown_chart({.time = time, .equity = best.equity}, options);
  charts["monthly_returns"] = quant::monthly_returns_chart(time, best.equity, options);
  std::vector<double> returns;
  for (const auto& trades : best.trades) {
    for (const auto& trade : trades) { returns.push_back(trade.return_on_entry); }
  }
  if (!returns.empty()) { charts["trade_returns"] = quant::trade_return_chart(returns, options); }
}

quant::WalkForwardBar bar_of(const FoldOutcome& fold, std::span<const std::int64_t> time) {
  return {.test_begin_us = time[fold.split.test.front().begin],
          .test_end_us = time[fold.split.test.back().end - 1],
          .in_sample = fold.in_sample,
          .out_of_sample = fold.out_of_sample};
}

// The tests of cpcv overlap, so bars along time would cover each other: its paths are drawn instead.
void add_validation_charts(json& charts, const ReportInput& input, const quant::ChartOptions& options) {
  const auto& validation = input.outcome.validation;
  if (std::any_of(validation.path_returns.begin(), validation.path_returns.end(),
                  [](double value) { return std::isfinite(value); })) {
    charts["path_returns"] = quant::metric_histogram_chart(
        {.name = "total_return of paths", .values = validation.path_returns, .unit = quant::ChartUnit::fraction},
        options);
  }
  if (input.request.validation.method == ValidationMethod::cpcv) { return; }
  const auto objective = input.request.objectives.front();
  quant::WalkForwardChart chart{.metric = std::string(key_of(objective)),
                                .unit = quant_job::unit_of(objective),
                                .folds = {},
                                .efficiency = validation.efficiency.efficiency};
  for (const auto& fold : validation.folds) {
    if (!fold.split.test.empty() && !fold.point.empty()) { chart.folds.push_back(bar_of(fold, input.data.time())); }
  }
  std::stable_sort(chart.folds.begin(), chart.folds.end(),
                   [](const auto& a, const auto& b) { return a.test_begin_us < b.test_begin_us; });
  if (!chart.folds.empty()) { charts["walk_forward"] = quant::walk_forward_chart(chart, options); }
}

}  // namespace

json charts(const ReportInput& input) {
  const quant::ChartOptions options{.max_points = kPointsPerLine};
  auto all = json::object();
  add_best_charts(all, input, options);
  add_trial_charts(all, input, options);
  add_validation_charts(all, input, options);
  const auto& verdict = input.outcome.verdict;
  if (!verdict.logits.empty()) {
    all["cscv_logits"] = quant::logit_chart({.logits = verdict.logits, .pbo = verdict.pbo}, options);
  }
  return all;
}

}  // namespace optimization
