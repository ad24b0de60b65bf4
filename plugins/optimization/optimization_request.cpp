#include "optimization/optimization_request.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <nlohmann/json.hpp>

#include "jobhost/plugin.hpp"
#include "optimization/payload_reader.hpp"

namespace optimization {
namespace {

// The limits of schemas.cpp.
constexpr std::int64_t kMaxWindow = 1'000'000;
constexpr std::int64_t kMaxTop = 1'000;
constexpr double kMaxFeeBps = 5'000;

constexpr std::array<std::string_view, 1> kStrategies{"sma_cross"};
constexpr std::array<std::string_view, 2> kSmaCrossParameters{"fast", "slow"};
constexpr std::array<std::string_view, 1> kMethods{"grid"};
constexpr std::array<std::string_view, 1> kPresets{"vectorbt"};
constexpr std::array<std::string_view, 10> kFields{"symbol", "timeframe", "strategy", "parameters", "constraint",
                                                   "search", "objective", "preset",   "costs",      "top"};

ParameterRange read_range(const PayloadReader& parameters, std::string_view name) {
  const auto reader = parameters.object(name);
  reader.expect_only(std::array<std::string_view, 3>{"min", "max", "step"}, "a parameter range");
  const auto min = reader.integer("min", 1, kMaxWindow);
  const auto max = reader.integer("max", 1, kMaxWindow);
  const auto step = reader.integer_or("step", 1, kMaxWindow, 1);
  if (max < min) {
    throw jobhost::JobError(
        fmt::format("parameters.{}: the range is empty, max {} is below min {}; swap them?", name, max, min),
        "empty_range");
  }
  return {.name = std::string(name),
          .min = static_cast<std::uint32_t>(min),
          .max = static_cast<std::uint32_t>(max),
          .step = static_cast<std::uint32_t>(step)};
}

std::vector<ParameterRange> read_parameters(const PayloadReader& payload) {
  const auto parameters = payload.object("parameters");
  parameters.expect_only(kSmaCrossParameters, "strategy sma_cross");
  std::vector<ParameterRange> ranges;
  for (const auto name : kSmaCrossParameters) {
    if (!parameters.has(name)) {
      throw jobhost::JobError(fmt::format("parameters.{}: missing; strategy sma_cross has the parameters {}", name,
                                          fmt::join(kSmaCrossParameters, ", ")),
                              "missing_parameter");
    }
    ranges.push_back(read_range(parameters, name));
  }
  return ranges;
}

Constraint read_constraint(const PayloadReader& payload, const std::vector<ParameterRange>& ranges) {
  if (!payload.has("constraint")) { return {}; }
  std::vector<std::string> names;
  for (const auto& range : ranges) { names.push_back(range.name); }
  return {payload.text("constraint"), names};
}

quant::Metric read_objective(const PayloadReader& payload) {
  std::array<std::string_view, quant::kMetrics.size()> keys;
  for (std::size_t i = 0; i < keys.size(); ++i) { keys[i] = key_of(quant::kMetrics[i]); }
  return *quant::metric_by_key(payload.choice_or("objective", keys, "total_return"));
}

quant::Execution read_execution(const PayloadReader& payload, const std::string& timeframe) {
  static_cast<void>(payload.choice_or("preset", kPresets, "vectorbt"));
  const auto costs = payload.object_or_empty("costs");
  costs.expect_only(std::array<std::string_view, 1>{"fee_bps"}, "costs");
  const auto periods = quant::vectorbt_periods_per_year(timeframe);
  if (!periods) {
    throw jobhost::JobError(
        fmt::format("timeframe: expected a number and one of s m h d w, such as 1d, got {}", timeframe),
        "invalid_payload");
  }
  return {.fee_bps = costs.number_or("fee_bps", 0, kMaxFeeBps, 0), .periods_per_year = *periods};
}

void read_search(const PayloadReader& payload) {
  const auto search = payload.object_or_empty("search");
  search.expect_only(std::array<std::string_view, 1>{"method"}, "search");
  static_cast<void>(search.choice_or("method", kMethods, "grid"));
}

}  // namespace

OptimizationRequest read_request(const nlohmann::json& payload) {
  const PayloadReader reader(payload, {});
  reader.expect_only(kFields, "an optimization");
  OptimizationRequest request;
  request.symbol = reader.text("symbol");
  request.timeframe = reader.text("timeframe");
  static_cast<void>(reader.choice_or("strategy", kStrategies, "sma_cross"));
  read_search(reader);
  request.parameters = read_parameters(reader);
  request.constraint = read_constraint(reader, request.parameters);
  request.objective = read_objective(reader);
  request.execution = read_execution(reader, request.timeframe);
  request.top = static_cast<std::size_t>(reader.integer_or("top", 1, kMaxTop, 10));
  return request;
}

}  // namespace optimization
