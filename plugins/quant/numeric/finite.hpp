// Tells whether numbers are all finite, at about the speed of memory. Called before an indicator runs. Any thread.
#pragma once

#include <span>

namespace quant {

// No NaN and no infinity among them.
bool all_finite(std::span<const double> values);

}  // namespace quant
