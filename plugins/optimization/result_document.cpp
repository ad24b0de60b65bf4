#include "optimization/result_document.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

namespace optimization {
namespace {

using nlohmann::json;

json metrics_of(const quant::Metrics& metrics) {
  json document = json::object();
  for (const auto metric : quant::kMetrics) {
    const double value = value_of(metrics, metric);
    document[std::string(key_of(metric))] = std::isfinite(value) ? json(value) : json(nullptr);
  }
  document["trades"] = metrics.trades;  // a whole number, in JSON too
  return document;
}

json row_of(const OptimizationOutcome& outcome, std::size_t index) {
  json parameters = json::object();
  const auto values = outcome.combinations.at(index);
  for (std::size_t i = 0; i < values.size(); ++i) { parameters[outcome.combinations.names[i]] = values[i]; }
  return {{"parameters", std::move(parameters)}, {"metrics", metrics_of(outcome.metrics[index])}};
}

}  // namespace

json result_document(const OptimizationOutcome& outcome) {
  json top = json::array();
  for (const auto index : outcome.ranking) { top.push_back(row_of(outcome, index)); }
  return {{"combinations", outcome.combinations.size()}, {"best", top.front()}, {"top", top}};
}

}  // namespace optimization
