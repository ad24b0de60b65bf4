#include "quant_job/strategy_choice.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "quant/strategy/catalog.hpp"
#include "quant/strategy/strategy_reader.hpp"

namespace quant_job {
namespace {

// As the schema: the host takes no longer texts where a schema has patterns.
constexpr std::size_t kMaxRuleLength = 2'000;

std::vector<std::string_view> catalog_names() {
  std::vector<std::string_view> names;
  for (const auto& strategy : quant::named_strategies()) { names.push_back(strategy.name); }
  return names;
}

std::string text_of_problems(const std::vector<quant::StrategyProblem>& problems) {
  std::string text;
  for (const auto& problem : problems) { text += (text.empty() ? "" : "; ") + problem.text(); }
  return text;
}

}  // namespace

quant::Strategy read_strategy(const PayloadReader& payload) {
  if (payload.has("strategy") && payload.at("strategy").is_object()) {
    auto read = quant::read_strategy(payload.at("strategy"), {.expression = {.max_length = kMaxRuleLength}});
    if (const auto* problems = std::get_if<std::vector<quant::StrategyProblem>>(&read)) {
      payload.refuse("strategy", text_of_problems(*problems), "bad_strategy");
    }
    return std::get<quant::Strategy>(std::move(read));
  }
  if (payload.has("strategy") && !payload.at("strategy").is_string()) {
    payload.wrong("strategy", "the name of a strategy or a strategy as an object");
  }
  return *quant::find_named_strategy(payload.choice_or("strategy", catalog_names(), "sma_cross"));
}

}  // namespace quant_job
