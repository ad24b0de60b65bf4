// The bar returns of a short position. Its equity falls by the same money for every point of price, so its returns
// depend on where it was opened and no prefix sum has them: they are added up bar by bar, eight at a time. The
// order of the additions is fixed, so every SIMD level gives the same bytes. Pure functions, any thread.
#pragma once

#include <cstddef>

#include "quant/numeric/simd_level.hpp"

namespace quant {

struct ReturnSums {
  double returns = 0;
  double squares = 0;
};

// Of the bars 1..bars of `close`, when the equity is units x (ruin - close): ruin is the price at which nothing is
// left. close[0..bars] are all below it.
using ShortReturns = ReturnSums (*)(const double* close, std::size_t bars, double ruin);
ShortReturns short_returns(SimdLevel level);

// The smallest equity / highest equity before, of the same position over close[0..last]; 1 when it never fell.
double short_drawdown(const double* close, std::size_t last, double ruin);

}  // namespace quant
