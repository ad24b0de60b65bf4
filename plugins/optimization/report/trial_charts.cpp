#include "optimization/report/trial_charts.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

#include "optimization/report/charts.hpp"
#include "optimization/report/heat_map_axes.hpp"
#include "optimization/report/parameter_curve.hpp"
#include "quant/charts/heat_map_chart.hpp"
#include "quant/charts/metric_histogram_chart.hpp"
#include "quant/charts/parallel_chart.hpp"
#include "quant/charts/pareto_chart.hpp"
#include "quant_job/metric_kinds.hpp"

namespace optimization {
namespace {

using nlohmann::json;

constexpr std::size_t kHeatMapBins = 30;
constexpr std::size_t kMostParallelAxes = 8;
constexpr std::size_t kMostParallelTrials = 100;

std::vector<std::size_t> drawn_trials(const Outcome& outcome) {
  const auto step = (outcome.trials.size() + kMostChartTrials - 1) / kMostChartTrials;
  std::vector<std::size_t> trials;
  for (std::size_t i = 0; i < outcome.trials.size(); i += std::max<std::size_t>(step, 1)) { trials.push_back(i); }
  if (step <= 1) { return trials; }
  trials.insert(trials.end(), outcome.ranking.begin(), outcome.ranking.end());
  trials.insert(trials.end(), outcome.front.begin(), outcome.front.end());
  std::sort(trials.begin(), trials.end());
  trials.erase(std::unique(trials.begin(), trials.end()), trials.end());
  return trials;
}

class TrialCharts {
 public:
  TrialCharts(const ReportInput& input, const quant::ChartOptions& options)
      : input_(input),
        options_(options),
        trials_(drawn_trials(input.outcome)),
        objective_(input.request.objectives.front()) {
    scores_ = values_of(objective_);
    has_value_ = std::any_of(scores_.begin(), scores_.end(), [](double score) { return std::isfinite(score); });
    if (quant::larger_is_better(objective_)) { return; }
    for (auto& score : scores_) { score = -score; }
  }

  void add_to(json& charts) const {
    if (!has_value_) { return; }
    charts["objective_histogram"] = histogram();
    add_map(charts);
    if (input_.request.objectives.size() == 2) { charts["pareto"] = pareto(); }
    if (input_.request.objectives.size() > 2 || input_.request.space.axes().size() > 2) {
      charts["parallel"] = parallel();
    }
  }

 private:
  [[nodiscard]] std::vector<double> values_of(quant::Metric metric) const {
    const auto column = input_.outcome.trials.column(metric);
    std::vector<double> values;
    values.reserve(trials_.size());
    for (const auto trial : trials_) { values.push_back(column[trial]); }
    return values;
  }

  [[nodiscard]] std::vector<double> values_of_axis(std::size_t axis) const {
    std::vector<double> values;
    values.reserve(trials_.size());
    for (const auto trial : trials_) {
      values.push_back(input_.request.space.value(input_.outcome.trials.point(trial), axis));
    }
    return values;
  }

  // Charts that colour by score take a larger one for better.
  [[nodiscard]] std::string score_name() const {
    const std::string key(key_of(objective_));
    return quant::larger_is_better(objective_) ? key : "-" + key;
  }

  [[nodiscard]] json histogram() const {
    const auto& outcome = input_.outcome;
    const auto values = values_of(objective_);
    quant::MetricHistogramChart chart{
        .name = std::string(key_of(objective_)), .values = values, .unit = quant_job::unit_of(objective_)};
    if (!outcome.ranking.empty()) { chart.best = outcome.trials.value(outcome.ranking.front(), objective_); }
    if (objective_ == quant::Metric::sharpe) { chart.expected_by_luck = outcome.verdict.expected_max_sharpe; }
    return quant::metric_histogram_chart(chart, options_);
  }

  void add_map(json& charts) const {
    const auto axes = heat_map_axes(input_.request.space);
    if (!axes) {
      const auto axis = curve_axis(input_.request.space);
      if (axis) { charts["parameter_curve"] = curve(*axis); }
      return;
    }
    const auto x = values_of_axis((*axes)[0]);
    const auto y = values_of_axis((*axes)[1]);
    charts["heat_map"] = quant::heat_map_chart({.x_name = input_.request.space.axes()[(*axes)[0]].name,
                                                .y_name = input_.request.space.axes()[(*axes)[1]].name,
                                                .score_name = score_name(),
                                                .x = x,
                                                .y = y,
                                                .score = scores_,
                                                .score_unit = quant_job::unit_of(objective_),
                                                .max_bins = kHeatMapBins},
                                               options_);
  }

  [[nodiscard]] json curve(std::size_t axis) const {
    const auto values = values_of_axis(axis);
    const auto objective = values_of(objective_);
    return parameter_curve({.parameter = input_.request.space.axes()[axis].name,
                            .metric = std::string(key_of(objective_)),
                            .unit = quant_job::unit_of(objective_),
                            .values = values,
                            .objective = objective},
                           options_);
  }

  [[nodiscard]] json pareto() const {
    const auto x = input_.request.objectives[0];
    const auto y = input_.request.objectives[1];
    const auto x_values = values_of(x);
    const auto y_values = values_of(y);
    std::vector<std::uint8_t> on_front;
    std::vector<std::uint8_t> front(input_.outcome.trials.size());
    for (const auto trial : input_.outcome.front) { front[trial] = 1; }
    for (const auto trial : trials_) { on_front.push_back(front[trial]); }
    return quant::pareto_chart(
        {.x = {.name = std::string(key_of(x)), .values = x_values, .unit = quant_job::unit_of(x)},
         .y = {.name = std::string(key_of(y)), .values = y_values, .unit = quant_job::unit_of(y)},
         .on_front = on_front},
        options_);
  }

  // The parameters, then the objectives; of too many parameters the first.
  [[nodiscard]] json parallel() const {
    const auto& axes = input_.request.space.axes();
    const auto& objectives = input_.request.objectives;
    const auto shown = std::min(axes.size(), kMostParallelAxes - std::min(kMostParallelAxes, objectives.size()));
    std::vector<std::vector<double>> columns;
    for (std::size_t axis = 0; axis < shown; ++axis) { columns.push_back(values_of_axis(axis)); }
    for (const auto objective : objectives) { columns.push_back(values_of(objective)); }
    quant::ParallelChart chart{.axes = {},
                               .score_name = score_name(),
                               .score = scores_,
                               .score_unit = quant_job::unit_of(objective_),
                               .max_trials = kMostParallelTrials};
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (i < shown) {
        chart.axes.push_back({.name = axes[i].name, .values = columns[i]});
      } else {
        const auto metric = objectives[i - shown];
        chart.axes.push_back(
            {.name = std::string(key_of(metric)), .values = columns[i], .unit = quant_job::unit_of(metric)});
      }
    }
    return quant::parallel_chart(chart, options_);
  }

  const ReportInput& input_;
  const quant::ChartOptions& options_;
  const std::vector<std::size_t> trials_;
  const quant::Metric objective_;
  std::vector<double> scores_;  // of trials_, larger is better
  bool has_value_ = false;
};

}  // namespace

void add_trial_charts(json& charts, const ReportInput& input, const quant::ChartOptions& options) {
  TrialCharts(input, options).add_to(charts);
}

}  // namespace optimization
