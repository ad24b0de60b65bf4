// What is looked for.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "optimization/request/request_parts.hpp"

namespace optimization {
namespace {

constexpr std::size_t kMaxObjectives = 4;
constexpr NumberRange kNoTargetRange{-1e15, 1e15};

void expect_takes_several(const PayloadReader& payload, search::Method method) {
  if (search::takes_several_objectives(method)) { return; }
  payload.refuse("objective", fmt::format("search.method {} takes one objective; give one, or use grid, random, "
                                          "latin_hypercube, sobol or nsga2",
                                          search::key_of(method)));
}

void expect_no_target(const PayloadReader& payload) {
  if (!payload.object_or_empty("search").optional_number("target", kNoTargetRange)) { return; }
  payload.refuse("search.target", "goes with one objective; leave it out, or give one objective");
}

}  // namespace

std::vector<quant::Metric> read_objectives(const PayloadReader& payload, search::Method method) {
  const auto keys = quant_job::metric_keys();
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

}  // namespace optimization
