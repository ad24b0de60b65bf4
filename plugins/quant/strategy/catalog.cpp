#include "quant/strategy/catalog.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "quant/strategy/strategy_reader.hpp"

namespace quant {
namespace {

std::vector<Strategy> read_catalog() {
  std::vector<Strategy> strategies;
  for (const auto& document : nlohmann::json::parse(catalog_text())) {
    auto read = read_strategy(document);
    if (const auto* const problems = std::get_if<std::vector<StrategyProblem>>(&read)) {
      throw std::logic_error(
          fmt::format("catalog.json, entry {}: {}", strategies.size(), problems->front().text()));
    }
    strategies.push_back(std::get<Strategy>(std::move(read)));
  }
  return strategies;
}

}  // namespace

std::span<const Strategy> named_strategies() {
  static const std::vector<Strategy> kStrategies = read_catalog();
  return kStrategies;
}

const Strategy* find_named_strategy(std::string_view name) {
  const auto strategies = named_strategies();
  const auto found =
      std::find_if(strategies.begin(), strategies.end(), [&](const auto& s) { return s.name == name; });
  return found == strategies.end() ? nullptr : &*found;
}

}  // namespace quant
