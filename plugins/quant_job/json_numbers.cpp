#include "quant_job/json_numbers.hpp"

#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "quant_job/metric_kinds.hpp"

namespace quant_job {

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

json values_json(const quant::Strategy& strategy, std::span<const double> values) {
  auto document = json::object();
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto& parameter = strategy.parameters[i];
    document[parameter.name] = parameter.whole ? whole_json(values[i]) : number_json(values[i]);
  }
  return document;
}

}  // namespace quant_job
