#include "optimization/report/result_rows.hpp"

#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "optimization/report/metric_kinds.hpp"

namespace optimization {

using nlohmann::json;

json number_json(double value) {
  return std::isfinite(value) ? json(value) : json(nullptr);
}

json whole_json(double value) {
  // Beyond 2^53 a double is no count any more, and beyond 2^63 it would not fit.
  if (!std::isfinite(value) || std::abs(value) > 0x1p53) { return number_json(value); }
  return static_cast<std::int64_t>(std::llround(value));
}

json metric_json(quant::Metric metric, double value) {
  return is_count(metric) ? whole_json(value) : number_json(value);
}

json parameters_json(const ParameterSpace& space, std::span<const double> point) {
  const auto values = space.values_of(point);
  auto document = json::object();
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto& parameter = space.strategy().parameters[i];
    document[parameter.name] = parameter.whole ? whole_json(values[i]) : number_json(values[i]);
  }
  return document;
}

json metrics_json(const TrialTable& trials, std::size_t trial) {
  const auto figures = trials.figures(trial);
  auto document = json::object();
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const auto metric = trials.metrics()[i];
    document[std::string(key_of(metric))] = metric_json(metric, figures[i]);
  }
  return document;
}

json trial_json(const ParameterSpace& space, const TrialTable& trials, std::size_t trial) {
  return {{"parameters", parameters_json(space, trials.point(trial))}, {"metrics", metrics_json(trials, trial)}};
}

}  // namespace optimization
