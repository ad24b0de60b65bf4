#include "quant/numeric/exact_prefix_sums.hpp"

namespace quant {
namespace {

// Two-sum (Knuth, TAOCP 2, 4.2.2): a + b = high + low without error.
DoubleDouble two_sum(double a, double b) {
  const double high = a + b;
  const double b_part = high - a;
  return {high, (a - (high - b_part)) + (b - b_part)};
}

}  // namespace

ExactPrefixSums::ExactPrefixSums(std::span<const double> values) {
  sums_.reserve(values.size() + 1);
  DoubleDouble total;
  sums_.push_back(total);
  for (const double value : values) {
    const DoubleDouble step = two_sum(total.high, value);
    total = two_sum(step.high, step.low + total.low);
    sums_.push_back(total);
  }
}

}  // namespace quant
