// The constraint of a grid, compiled from text such as `fast < slow and slow <= 60`:
//   constraint = comparison { "and" comparison }     comparison = term operator term
//   term = parameter name | whole number             operator = < <= > >= == !=
// Immutable after construction; any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace optimization {

enum class Comparator { less, less_equal, greater, greater_equal, equal, not_equal };

// A parameter by its position, or a number.
struct Term {
  static constexpr std::size_t kNumber = static_cast<std::size_t>(-1);
  std::size_t parameter = kNumber;
  std::int64_t number = 0;
};

struct Comparison {
  Term left;
  Comparator comparator;
  Term right;
};

class Constraint {
 public:
  // Allows everything.
  Constraint() = default;
  // Throws JobError("bad_constraint") that names the column (the first is 1) and what was expected there.
  Constraint(std::string_view text, std::span<const std::string> parameters);

  // `values` in the order of the parameters.
  [[nodiscard]] bool allows(std::span<const std::uint32_t> values) const;

 private:
  std::vector<Comparison> comparisons_;
};

}  // namespace optimization
