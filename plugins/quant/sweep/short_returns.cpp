#include "quant/sweep/short_returns.hpp"

#include <algorithm>

#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_SSE4 | HWY_AVX3_DL)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "quant/sweep/short_returns.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace quant::HWY_NAMESPACE {
namespace {

// Plain loops over eight sums, which the compiler turns into vectors of whatever width this level has.
[[maybe_unused]] ReturnSums add_short_returns(const double* close, std::size_t bars, double ruin) {
  constexpr std::size_t kSums = 8;
  double returns[kSums] = {};
  double squares[kSums] = {};
  std::size_t bar = 1;
  for (; bar + kSums <= bars + 1; bar += kSums) {
    for (std::size_t i = 0; i < kSums; ++i) {
      const double before = close[bar + i - 1];
      const double r = (before - close[bar + i]) / (ruin - before);
      returns[i] += r;
      squares[i] += r * r;
    }
  }
  for (std::size_t i = 0; bar <= bars; ++bar, ++i) {
    const double r = (close[bar - 1] - close[bar]) / (ruin - close[bar - 1]);
    returns[i] += r;
    squares[i] += r * r;
  }
  const auto total = [](const double* s) {
    return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
  };
  return {total(returns), total(squares)};
}

}  // namespace
}  // namespace quant::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace quant {

ShortReturns short_returns(SimdLevel level) {
#if defined(__x86_64__)
  if (level == SimdLevel::avx512) { return N_AVX3::add_short_returns; }
  if (level == SimdLevel::avx2) { return N_AVX2::add_short_returns; }
#endif
  static_cast<void>(level);
  return HWY_STATIC_DISPATCH(add_short_returns);
}

// The lowest price so far was the highest equity. A new drawdown is rare: hence a product instead of a division.
double short_drawdown(const double* close, std::size_t last, double ruin) {
  double lowest = close[0];
  double drawdown = 1;
  for (std::size_t bar = 1; bar <= last; ++bar) {
    lowest = std::min(lowest, close[bar]);
    const double equity = ruin - close[bar];
    const double peak = ruin - lowest;
    if (equity < drawdown * peak) { drawdown = equity / peak; }
  }
  return drawdown;
}

}  // namespace quant
#endif
