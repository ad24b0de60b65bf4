// Compares two rows of numbers into bitmaps of 64 bars a word: the innermost loop of every sweep. Uses AVX-512 or
// AVX2 when the CPU has it; every level gives the same bits. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>

#include "quant/numeric/simd_level.hpp"

namespace quant {

// Bit i of above[w] becomes a[64 w + i] > b[64 w + i]. True when any two numbers were equal: so rare that the
// caller finds them by asking again with the rows swapped. Both rows have 64 * words numbers, none of them NaN.
using RowComparison = bool (*)(const double* a, const double* b, std::size_t words, std::uint64_t* above);
RowComparison row_comparison(SimdLevel level);

}  // namespace quant
