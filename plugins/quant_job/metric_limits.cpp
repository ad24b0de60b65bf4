#include "quant_job/metric_limits.hpp"

#include <fmt/format.h>

#include <array>

namespace quant_job {
namespace {

constexpr NumberRange kLimitRange{-1e15, 1e15};
constexpr std::array<std::string_view, 2> kEnds{"min", "max"};

}  // namespace

std::vector<std::string_view> metric_keys() {
  std::vector<std::string_view> keys;
  for (const auto metric : quant::all_metrics()) { keys.push_back(quant::key_of(metric)); }
  return keys;
}

std::vector<MetricLimit> read_limits(const PayloadReader& payload, std::string_view key) {
  const auto reader = payload.object_or_empty(key);
  reader.expect_only(metric_keys(), payload.path_of(key));
  std::vector<MetricLimit> limits;
  for (const auto& name : reader.keys()) {
    const auto limit = reader.object(name);
    limit.expect_only(kEnds, "a limit");
    const auto min = limit.optional_number("min", kLimitRange);
    const auto max = limit.optional_number("max", kLimitRange);
    if (!min && !max) { reader.refuse(name, "has neither min nor max; give one or both"); }
    if (min && max && *max < *min) {
      reader.refuse(name, fmt::format("the range is empty, max {} is below min {}; swap them?", *max, *min),
                    "empty_range");
    }
    limits.push_back({.metric = *quant::metric_by_key(name), .min = min, .max = max});
  }
  return limits;
}

}  // namespace quant_job
