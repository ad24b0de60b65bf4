// What is searched: parameters with a range or a list of choices. Search methods see the unit cube [0, 1]^n; the
// space snaps a point of the cube to the nearest allowed value, so no method can leave bounds or steps. Immutable
// after construction; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace optimization::search {

// One value per parameter: whole for integers, the position in the list for choices.
using Point = std::vector<double>;
// The same in the unit cube. A parameter of k values owns k cells of width 1/k; a value lies in the middle of its
// cell.
using Coordinates = std::vector<double>;

// min, min + step, ... not beyond max.
struct Integers {
  std::int64_t min = 0;
  std::int64_t max = 0;
  std::int64_t step = 1;
};

enum class Scale { linear, logarithmic };

struct Floats {
  double min = 0;
  double max = 1;
  Scale scale = Scale::linear;
};

// Unordered; the caller keeps the names.
struct Choices {
  std::size_t count = 1;
};

struct Parameter {
  std::string name;
  std::variant<Integers, Floats, Choices> domain;
};

class SearchSpace {
 public:
  // Throws std::invalid_argument that names the parameter, the value and the fix: no parameter, min above max, step
  // below 1, whole numbers beyond 2^53, a bound that is not finite, a logarithmic range that reaches 0, no choice.
  explicit SearchSpace(std::vector<Parameter> parameters);

  [[nodiscard]] std::size_t dimensions() const noexcept { return parameters_.size(); }
  [[nodiscard]] const std::vector<Parameter>& parameters() const noexcept { return parameters_; }
  // How many values a parameter has; 0 when it is continuous.
  [[nodiscard]] std::uint64_t values_of(std::size_t parameter) const noexcept { return counts_[parameter]; }
  [[nodiscard]] bool is_choice(std::size_t parameter) const noexcept {
    return std::holds_alternative<Choices>(parameters_[parameter].domain);
  }
  // How many points there are before any constraint; none when a parameter is continuous or there are over 2^62.
  [[nodiscard]] std::optional<std::uint64_t> size() const noexcept { return size_; }

  // Point `index` of a finite space, the last parameter changing fastest. index < size().
  [[nodiscard]] Point at(std::uint64_t index) const;
  [[nodiscard]] Point snap(std::span<const double> coordinates) const;
  // The inverse: snap(coordinates_of(point)) == point for whole values and choices, to rounding for floats.
  [[nodiscard]] Coordinates coordinates_of(std::span<const double> point) const;
  // True when every value is within bounds and on its step.
  [[nodiscard]] bool contains(std::span<const double> point) const;

 private:
  std::vector<Parameter> parameters_;
  std::vector<std::uint64_t> counts_;
  std::optional<std::uint64_t> size_;
};

}  // namespace optimization::search
