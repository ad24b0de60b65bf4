#include "quant/sweep/row_comparison.hpp"

// Highway compiles what is between HWY_BEFORE_NAMESPACE and HWY_AFTER_NAMESPACE once for each level. Its headers
// are enough: which level this CPU has is asked of the compiler's runtime, so that a plugin needs no other library.
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_SSE4 | HWY_AVX3_DL)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "quant/sweep/row_comparison.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace quant::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
#if HWY_TARGET == HWY_SCALAR

// Plain loops: the compiler makes more of them than of vectors of one number (25 against 36 ms on W1).
[[maybe_unused]] bool compare(const double* a, const double* b, std::size_t words, std::uint64_t* above) {
  bool any_equal = false;
  for (std::size_t word = 0; word < words; ++word, a += 64, b += 64) {
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < 64; ++i) {
      bits |= static_cast<std::uint64_t>(a[i] > b[i]) << i;
      any_equal |= a[i] == b[i];
    }
    above[word] = bits;
  }
  return any_equal;
}

#else

// Each comparison leaves its bits in one byte: 8 numbers fill it, which is the byte of a little-endian word; fewer
// are shifted into place.
[[maybe_unused]] bool compare(const double* a, const double* b, std::size_t words, std::uint64_t* above) {
  const hn::CappedTag<double, 8> lanes;
  constexpr std::size_t kLanes = hn::MaxLanes(hn::CappedTag<double, 8>());
  auto any_equal = hn::FirstN(lanes, 0);
  auto* bytes = reinterpret_cast<std::uint8_t*>(above);
  for (std::size_t byte = 0; byte < words * 8; ++byte, a += 8, b += 8) {
    unsigned bits = 0;
    for (std::size_t i = 0; i < 8; i += kLanes) {
      const auto left = hn::LoadU(lanes, a + i);
      const auto right = hn::LoadU(lanes, b + i);
      const auto greater = hn::Gt(left, right);
      any_equal = hn::Or(any_equal, hn::Eq(left, right));
      if constexpr (kLanes == 8) {
        hn::StoreMaskBits(lanes, greater, bytes + byte);
      } else {
        std::uint8_t part[8];
        hn::StoreMaskBits(lanes, greater, part);
        bits |= static_cast<unsigned>(part[0]) << i;
      }
    }
    if constexpr (kLanes < 8) { bytes[byte] = static_cast<std::uint8_t>(bits); }
  }
  return !hn::AllFalse(lanes, any_equal);
}

#endif

}  // namespace
}  // namespace quant::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace quant {

RowComparison row_comparison(SimdLevel level) {
#if defined(__x86_64__)
  if (level == SimdLevel::avx512) { return N_AVX3::compare; }
  if (level == SimdLevel::avx2) { return N_AVX2::compare; }
#endif
  static_cast<void>(level);
  return HWY_STATIC_DISPATCH(compare);
}

}  // namespace quant
#endif
