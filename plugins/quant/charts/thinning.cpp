#include "quant/charts/thinning.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace quant {
namespace {

struct LinePoint {
  double x;
  double y;
};

// Mean of the finite values of [begin, end); y is NaN without any.
LinePoint bucket_mean(std::span<const double> values, std::size_t begin, std::size_t end) {
  double sum = 0;
  for (std::size_t i = begin; i < end; ++i) { sum += values[i]; }
  const double x = static_cast<double>(begin + end - 1) / 2;
  const auto count = static_cast<double>(end - begin);
  if (std::isfinite(sum)) { return {x, sum / count}; }
  double finite_sum = 0;
  std::size_t finite = 0;
  for (std::size_t i = begin; i < end; ++i) {
    if (std::isfinite(values[i])) {
      finite_sum += values[i];
      ++finite;
    }
  }
  return {x, finite == 0 ? std::numeric_limits<double>::quiet_NaN() : finite_sum / static_cast<double>(finite)};
}

// The first finite value of [begin, end), or begin.
std::size_t first_finite(std::span<const double> values, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    if (std::isfinite(values[i])) { return i; }
  }
  return begin;
}

// Twice the area is |slope-free cross product|; the factor does not change which is largest.
std::size_t largest_triangle(std::span<const double> values, std::size_t begin, std::size_t end, LinePoint before,
                             LinePoint behind) {
  std::size_t best = end;
  double largest = -1;
  const double run = behind.x - before.x;
  const double rise = behind.y - before.y;
  for (std::size_t i = begin; i < end; ++i) {
    const double area = std::abs(run * (values[i] - before.y) - rise * (static_cast<double>(i) - before.x));
    if (area > largest && area <= std::numeric_limits<double>::max()) {  // false for NaN and inf
      largest = area;
      best = i;
    }
  }
  return best == end ? first_finite(values, begin, end) : best;
}

}  // namespace

std::vector<std::size_t> thin_line(std::span<const double> values, std::size_t points) {
  points = std::max<std::size_t>(points, 3);
  std::vector<std::size_t> kept;
  if (values.size() <= points) {
    kept.resize(values.size());
    std::iota(kept.begin(), kept.end(), std::size_t{0});
    return kept;
  }
  const std::size_t buckets = points - 2;
  const std::size_t between = values.size() - 2;
  const auto bucket_begin = [&](std::size_t bucket) { return 1 + bucket * between / buckets; };
  kept.reserve(points);
  kept.push_back(0);
  for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
    const std::size_t begin = bucket_begin(bucket);
    const std::size_t end = bucket_begin(bucket + 1);
    // Behind the last bucket comes the last point alone.
    const std::size_t behind_end = bucket + 1 == buckets ? values.size() : bucket_begin(bucket + 2);
    const LinePoint before{static_cast<double>(kept.back()), values[kept.back()]};
    kept.push_back(largest_triangle(values, begin, end, before, bucket_mean(values, end, behind_end)));
  }
  kept.push_back(values.size() - 1);
  return kept;
}

}  // namespace quant
