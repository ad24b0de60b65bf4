// What is wrong with the text or the values of a strategy, in words for the one who wrote it. Returned by the
// parser, the reader and the graph builder; never thrown. Plain data.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace quant {

struct StrategyProblem {
  std::string field;       // "long_entry", "parameters[1].max"
  std::size_t column = 0;  // in the text of the field, from 1; 0: the field as a whole
  std::string message;     // what was found, what was expected and, where there is one, the likely fix

  // "long_entry, column 9: unknown function smaa, did you mean sma?"
  [[nodiscard]] std::string text() const;
  friend bool operator==(const StrategyProblem&, const StrategyProblem&) = default;
};

// ", did you mean sma?" for the candidate that is nearest by edit distance, or "" when none is near.
std::string did_you_mean(std::string_view found, std::span<const std::string_view> candidates);

}  // namespace quant
