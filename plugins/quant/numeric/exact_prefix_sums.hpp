// Prefix sums kept as unevaluated pairs of doubles (106 bits), so that the sum of a window is not spoilt by what
// came before it. For prices of similar size the window sums are exact, hence equal means compare equal and
// constant prices never seem to cross. Any thread; immutable after construction.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace quant {

// high + low, not added up: high is the sum rounded to double, low the rest.
struct DoubleDouble {
  double high = 0;
  double low = 0;
};

class ExactPrefixSums {
 public:
  explicit ExactPrefixSums(std::span<const double> values);

  // Sum of values[0, count). count <= number of values.
  [[nodiscard]] const DoubleDouble& first(std::size_t count) const noexcept { return sums_[count]; }
  // Sum of values[begin, end), rounded to double once.
  [[nodiscard]] double sum(std::size_t begin, std::size_t end) const noexcept {
    const DoubleDouble& to = sums_[end];
    const DoubleDouble& from = sums_[begin];
    return difference(to, from);
  }
  // All sums: size() is the number of values plus one.
  [[nodiscard]] std::span<const DoubleDouble> all() const noexcept { return sums_; }

  // to - from, rounded to double.
  static double difference(const DoubleDouble& to, const DoubleDouble& from) noexcept {
    const double high = to.high - from.high;
    const double back = high - to.high;
    const double lost = (to.high - (high - back)) - (from.high + back);
    return high + (lost + (to.low - from.low));
  }

 private:
  std::vector<DoubleDouble> sums_;
};

}  // namespace quant
