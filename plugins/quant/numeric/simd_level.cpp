#include "quant/numeric/simd_level.hpp"

namespace quant {

SimdLevel best_simd_level() {
#if defined(__x86_64__)
  static const SimdLevel kLevel = __builtin_cpu_supports("x86-64-v4")   ? SimdLevel::avx512
                                  : __builtin_cpu_supports("x86-64-v3") ? SimdLevel::avx2
                                                                        : SimdLevel::baseline;
  return kLevel;
#else
  return SimdLevel::baseline;
#endif
}

}  // namespace quant
