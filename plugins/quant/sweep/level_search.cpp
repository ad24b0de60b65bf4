#include "quant/sweep/stop_search.hpp"

#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_SSE4 | HWY_AVX3_DL)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "quant/sweep/level_search.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace quant::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

[[maybe_unused]] std::size_t first_beyond(const double* low, const double* high, std::size_t count, double lower,
                                          double upper) {
  const hn::CappedTag<double, 8> lanes;
  const std::size_t step = hn::Lanes(lanes);
  const auto lower_lanes = hn::Set(lanes, lower);
  const auto upper_lanes = hn::Set(lanes, upper);
  std::size_t bar = 0;
  for (; bar + step <= count; bar += step) {
    const auto reached =
        hn::Or(hn::Le(hn::LoadU(lanes, low + bar), lower_lanes), hn::Ge(hn::LoadU(lanes, high + bar), upper_lanes));
    const auto first = hn::FindFirstTrue(lanes, reached);
    if (first >= 0) { return bar + static_cast<std::size_t>(first); }
  }
  for (; bar < count; ++bar) {
    if (low[bar] <= lower || high[bar] >= upper) { return bar; }
  }
  return count;
}

}  // namespace
}  // namespace quant::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace quant {

LevelSearch level_search(SimdLevel level) {
#if defined(__x86_64__)
  if (level == SimdLevel::avx512) { return N_AVX3::first_beyond; }
  if (level == SimdLevel::avx2) { return N_AVX2::first_beyond; }
#endif
  static_cast<void>(level);
  return HWY_STATIC_DISPATCH(first_beyond);
}

}  // namespace quant
#endif
