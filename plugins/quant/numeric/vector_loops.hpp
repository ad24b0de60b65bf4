// Runs a loop compiled for the widest vectors of this CPU: the body is compiled once for any CPU, once for AVX2,
// once for AVX-512. All give the same bits, because nothing is contracted (-ffp-contract=off) or reordered. Any
// thread.
#pragma once

namespace quant {

enum class VectorWidth { any, avx2, avx512 };

inline VectorWidth vector_width() {
#if defined(__x86_64__)
  static const VectorWidth kWidth = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
                                        ? VectorWidth::avx512
                                    : __builtin_cpu_supports("avx2") ? VectorWidth::avx2
                                                                     : VectorWidth::any;
  return kWidth;
#else
  return VectorWidth::any;
#endif
}

#if defined(__x86_64__)
// flatten: the body becomes part of the function, hence is compiled for its instructions.
template <class Body>
[[gnu::target("avx2"), gnu::flatten, gnu::noinline]] void run_with_avx2(const Body& body) {
  body();
}
template <class Body>
[[gnu::target("avx512f,avx512dq,prefer-vector-width=512"), gnu::flatten, gnu::noinline]] void run_with_avx512(
    const Body& body) {
  body();
}
#endif

// body: a lambda without arguments whose loops are worth it; small, because all that it calls is copied into it.
template <class Body>
void vectorized(const Body& body) {
#if defined(__x86_64__)
  if (vector_width() == VectorWidth::avx512) { return run_with_avx512(body); }
  if (vector_width() == VectorWidth::avx2) { return run_with_avx2(body); }
#endif
  body();
}

}  // namespace quant
