// What is looked for: objectives, and the limits that a trial has to keep.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <nlohmann/json.hpp>

#include "optimization/request/request_parts.hpp"

namespace optimization {
namespace {

constexpr std::size_t kMaxObjectives = 4;
constexpr NumberRange kLimitRange{-1e15, 1e15};

std::vector<std::string_view> metric_keys() {
  std::vector<std::string_view> keys;
  for (const auto metric : quant::all_metrics()) { keys.push_back(quant::key_of(metric)); }
  return keys;
}

void expect_takes_several(const PayloadReader& payload, search::Method method) {
  if (search::takes_several_objectives(method)) { return; }
  payload.refuse("objective", fmt::format("search.method {} takes one objective; give one, or use grid, random, "
                                          "latin_hypercube, sobol or nsga2",
                                          search::key_of(method)));
}

void expect_no_target(const PayloadReader& payload) {
  if (!payload.object_or_empty("search").optional_number("target", kLimitRange)) { return; }
  payload.refuse("search.target", "goes with one objective; leave it out, or give one objective");
}

}  // namespace

std::vector<quant::Metric> read_objectives(const PayloadReader& payload, search::Method method) {
  const auto keys = metric_keys();
  if (!payload.has("objective") || !payload.at("objective").is_array()) {
    return {*quant::metric_by_key(payload.choice_or("objective", keys, "total_return"))};
  }
  std::vector<quant::Metric> objectives;
  for (const auto& key : payload.texts("objective", {1, kMaxObjectives})) {
    PayloadReader::expect_choice(key, keys, fmt::format("objective[{}]", objectives.size()));
    objectives.push_back(*quant::metric_by_key(key));
  }
  if (objectives.size() > 1) {
    expect_takes_several(payload, method);
    expect_no_target(payload);
  }
  return objectives;
}

std::vector<MetricLimit> read_limits(const PayloadReader& payload) {
  const auto reader = payload.object_or_empty("require");
  reader.expect_only(metric_keys(), "require");
  std::vector<MetricLimit> limits;
  for (const auto& key : reader.keys()) {
    const auto limit = reader.object(key);
    limit.expect_only(std::array<std::string_view, 2>{"min", "max"}, "a limit");
    const auto min = limit.optional_number("min", kLimitRange);
    const auto max = limit.optional_number("max", kLimitRange);
    if (!min && !max) { reader.refuse(key, "has neither min nor max; give one or both"); }
    if (min && max && *max < *min) {
      reader.refuse(key, fmt::format("the range is empty, max {} is below min {}; swap them?", *max, *min),
                    "empty_range");
    }
    limits.push_back({.metric = *quant::metric_by_key(key), .min = min, .max = max});
  }
  return limits;
}

}  // namespace optimization
