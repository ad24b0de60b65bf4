// Random well-typed strategies, with parameters, over the whole language: for properties that must hold for every
// strategy (no look-ahead, text that parses to itself, fast sweep equal to the reference). The same seed gives the
// same strategies as long as the registry of indicators is the same.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "quant/strategy/strategy.hpp"
#include "unit/quant/generated_prices.hpp"

struct StrategyShape {
  std::size_t depth = 4;              // of the expressions
  std::uint32_t longest_window = 20;  // bars, of any one function
  bool shorts = true;                 // may have short rules
  bool exit_rules = true;             // may have stops
};

// The text of a condition over parameters p0, p1, p2 (whole, 2 to longest_window) and x (any number, 0 to 100),
// with odd spacing and needless parentheses here and there.
std::string generate_condition(Random& random, const StrategyShape& shape);

quant::Strategy generate_strategy(Random& random, const StrategyShape& shape = {});

// Values in the ranges of the parameters that bind to the strategy, one set behind the other.
std::vector<double> generate_values(Random& random, const quant::Strategy& strategy, std::size_t sets);
