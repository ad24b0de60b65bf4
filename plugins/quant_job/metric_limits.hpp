// What figures a result must have: {"max_drawdown": {"min": -0.2}, "trades": {"min": 30}}. Pure; any thread.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "quant/statistics/metrics.hpp"
#include "quant_job/payload_reader.hpp"

namespace quant_job {

struct MetricLimit {
  quant::Metric metric = quant::Metric::trades;
  std::optional<double> min, max;  // at least one
};

// The keys of all metrics, for PayloadReader::choice_or.
std::vector<std::string_view> metric_keys();

// The limits in the object `key` of the payload; none when it is missing. Throws JobError: invalid_payload,
// empty_range.
std::vector<MetricLimit> read_limits(const PayloadReader& payload, std::string_view key);

}  // namespace quant_job
