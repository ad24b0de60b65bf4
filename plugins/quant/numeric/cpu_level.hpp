// Which vector instructions this CPU has, for the few loops that are compiled twice: once for any CPU, once for
// AVX2. Both compute the same bits (no fused multiply-add, the same order). Any thread.
#pragma once

namespace quant {

inline bool has_avx2() {
#if defined(__x86_64__)
  static const bool kHas = __builtin_cpu_supports("avx2") != 0;
  return kHas;
#else
  return false;
#endif
}

}  // namespace quant
