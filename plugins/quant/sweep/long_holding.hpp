// A long position with known ends, as factors on whatever equity it begins with: the same for every combination
// that opens and closes there. Plain data.
#pragma once

#include <cstdint>

#include "quant/sweep/drawdown_table.hpp"

namespace quant {

struct LongHolding {
  static constexpr std::uint32_t kNever = 0xffff'ffff;
  std::uint32_t opens = 0, closes = kNever;  // bars of the fills
  bool stopped = false;                      // how it closes: costs may differ
  double quoted = 0;                         // price of the close, before slippage
  double value = 0;                          // the same after costs
  double units = 0;                          // for an equity of 1
  double return_sum = 0, square_sum = 0;     // of its bars but the last, whose growth is last_growth
  double last_growth = 1;
  PriceRange held{};  // of the closes from the first bar to the one before the last
};

}  // namespace quant
