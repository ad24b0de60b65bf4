// Figures as JSON: one without a value is null, a whole number stays whole. Pure; any thread.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>

#include "quant/statistics/metrics.hpp"
#include "quant/strategy/strategy.hpp"

namespace quant_job {

// null unless finite.
nlohmann::json number_json(double value);
// The same without a fraction, for counts and parameters that are whole.
nlohmann::json whole_json(double value);
nlohmann::json metric_json(quant::Metric metric, double value);
// Every parameter of the strategy by its name; `values`: one each, in the strategy's order.
nlohmann::json values_json(const quant::Strategy& strategy, std::span<const double> values);

}  // namespace quant_job
