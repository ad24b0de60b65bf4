// Reads a strategy from JSON: what a user sends, what discovery writes, what the catalog holds. Pure; any thread.
// Every problem names the field, where it is a text the column, what was found and what was expected.
//
//   name, summary     texts; the name is made of letters, digits and _
//   parameters        [{name, default, min, max, step, whole}]; min and max may be left out when they equal the
//                     default; step is optional; whole is false unless said
//   long_entry, long_exit, short_entry, short_exit
//                     conditions; entry and exit are other names of the long ones; one entry is needed
//   stop_loss, take_profit, trailing_stop, time_stop
//                     numbers, or texts that are arithmetic of parameters
//   constraints       conditions on parameters, e.g. ["fast < slow"]
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <variant>
#include <vector>

#include "quant/strategy/parser.hpp"
#include "quant/strategy/problem.hpp"
#include "quant/strategy/strategy.hpp"

namespace quant {

struct StrategyLimits {
  ParseLimits expression;
  std::size_t max_parameters = 32;
  std::size_t max_constraints = 32;
  std::size_t max_name = 64;        // bytes; of names of strategies and parameters
  std::size_t max_summary = 1'000;  // bytes
};

// The strategy, or every problem that was found (at least one).
std::variant<Strategy, std::vector<StrategyProblem>> read_strategy(const nlohmann::json& document,
                                                                   const StrategyLimits& limits = {});

// The same strategy as JSON, with canonical texts; read_strategy gives it back.
nlohmann::json to_json(const Strategy& strategy);

}  // namespace quant
