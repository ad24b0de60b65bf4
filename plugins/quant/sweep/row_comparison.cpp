#include "quant/sweep/row_comparison.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace quant {
namespace {

bool compare_baseline(const double* a, const double* b, std::size_t words, std::uint64_t* above) {
  bool any_equal = false;
  for (std::size_t word = 0; word < words; ++word, a += 64, b += 64) {
    std::uint64_t bits = 0;
    bool equal = false;
    for (unsigned i = 0; i < 64; ++i) {
      bits |= static_cast<std::uint64_t>(a[i] > b[i]) << i;
      equal |= a[i] == b[i];
    }
    above[word] = bits;
    any_equal |= equal;
  }
  return any_equal;
}

#if defined(__x86_64__)

[[gnu::target("avx2")]] bool compare_avx2(const double* a, const double* b, std::size_t words,
                                          std::uint64_t* above) {
  __m256d any_equal = _mm256_setzero_pd();
  for (std::size_t word = 0; word < words; ++word, a += 64, b += 64) {
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < 64; i += 4) {
      const __m256d left = _mm256_loadu_pd(a + i);
      const __m256d right = _mm256_loadu_pd(b + i);
      const int greater = _mm256_movemask_pd(_mm256_cmp_pd(left, right, _CMP_GT_OQ));
      bits |= static_cast<std::uint64_t>(static_cast<unsigned>(greater)) << i;
      any_equal = _mm256_or_pd(any_equal, _mm256_cmp_pd(left, right, _CMP_EQ_OQ));
    }
    above[word] = bits;
  }
  return _mm256_movemask_pd(any_equal) != 0;
}

// Each comparison of 8 numbers leaves its 8 bits as one byte of the little-endian word.
[[gnu::target("avx512f,avx512dq")]] bool compare_avx512(const double* a, const double* b, std::size_t words,
                                                        std::uint64_t* above) {
  __mmask8 any_equal = 0;
  auto* bytes = reinterpret_cast<std::uint8_t*>(above);
  for (std::size_t i = 0; i < words * 8; ++i) {
    const __m512d left = _mm512_loadu_pd(a + 8 * i);
    const __m512d right = _mm512_loadu_pd(b + 8 * i);
    _store_mask8(bytes + i, _mm512_cmp_pd_mask(left, right, _CMP_GT_OQ));
    any_equal = _kor_mask8(any_equal, _mm512_cmp_pd_mask(left, right, _CMP_EQ_OQ));
  }
  return any_equal != 0;
}

#endif

}  // namespace

SimdLevel best_simd_level() {
#if defined(__x86_64__)
  static const SimdLevel kLevel = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
                                      ? SimdLevel::avx512
                                  : __builtin_cpu_supports("avx2") ? SimdLevel::avx2
                                                                   : SimdLevel::baseline;
  return kLevel;
#else
  return SimdLevel::baseline;
#endif
}

RowComparison row_comparison(SimdLevel level) {
#if defined(__x86_64__)
  if (level == SimdLevel::avx512) { return compare_avx512; }
  if (level == SimdLevel::avx2) { return compare_avx2; }
#endif
  static_cast<void>(level);
  return compare_baseline;
}

}  // namespace quant
