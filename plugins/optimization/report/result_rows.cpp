#include "optimization/report/result_rows.hpp"

#include <nlohmann/json.hpp>

#include "quant_job/json_numbers.hpp"

namespace optimization {

using nlohmann::json;

json parameters_json(const ParameterSpace& space, std::span<const double> point) {
  return quant_job::values_json(space.strategy(), space.values_of(point));
}

json metrics_json(const TrialTable& trials, std::size_t trial) {
  const auto figures = trials.figures(trial);
  auto document = json::object();
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const auto metric = trials.metrics()[i];
    document[std::string(key_of(metric))] = quant_job::metric_json(metric, figures[i]);
  }
  return document;
}

json trial_json(const ParameterSpace& space, const TrialTable& trials, std::size_t trial) {
  return {{"parameters", parameters_json(space, trials.point(trial))}, {"metrics", metrics_json(trials, trial)}};
}

}  // namespace optimization
