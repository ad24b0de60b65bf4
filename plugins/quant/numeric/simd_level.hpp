// Which instructions the inner loops use. Every level gives the same bytes. Any thread.
#pragma once

namespace quant {

enum class SimdLevel { baseline, avx2, avx512 };

// The best level of this CPU; asked once.
SimdLevel best_simd_level();

}  // namespace quant
