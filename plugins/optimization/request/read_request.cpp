#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "optimization/request/request_parts.hpp"
#include "quant_job/strategy_choice.hpp"

namespace optimization {
namespace {

constexpr std::int64_t kMaxTop = 1'000;
constexpr std::int64_t kMaxPublish = 100;

constexpr auto kRequestFields = std::to_array<std::string_view>(
    {"symbol", "symbols", "timeframe", "from", "to", "bars", "strategy", "parameters", "constraint", "search", "objective",
     "require", "preset", "execution", "costs", "validation", "verdict", "top", "publish", "charts"});

void read_output(const PayloadReader& payload, Request& request) {
  request.top = static_cast<std::size_t>(payload.integer_or("top", 1, kMaxTop, 10));
  request.publish = static_cast<std::size_t>(payload.integer_or("publish", 0, kMaxPublish, 1));
  if (request.publish > request.top) {
    payload.refuse("publish", fmt::format("{} is more than top {}; only rows of the result are published",
                                          request.publish, request.top));
  }
  request.charts = payload.boolean_or("charts", true);
}

}  // namespace

Request read_request(const nlohmann::json& document) {
  const PayloadReader payload(document, {});
  payload.expect_only(kRequestFields, "an optimization");
  auto series = quant_job::read_series(payload);
  Request request{.series = std::move(series),
                  .space = read_parameter_space(payload, quant_job::read_strategy(payload))};
  const auto search = read_search(payload, request.space);
  request.method = search.method;
  request.budget = search.budget;
  request.seed = search.seed;
  request.objectives = read_objectives(payload, request.method);
  request.limits = quant_job::read_limits(payload, "require");
  request.execution = quant_job::read_execution(payload, request.series.timeframe);
  request.validation = read_validation(payload, request.method);
  request.verdict = read_verdict(payload);
  read_output(payload, request);
  return request;
}

}  // namespace optimization
