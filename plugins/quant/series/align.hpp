// Several symbols on one time axis, so that bar i means the same moment in all of them. Called before anything that
// looks at more than one series. Pure, any thread. No value comes from a later bar.
#pragma once

#include <span>
#include <vector>

#include "quant/series/bars.hpp"

namespace quant {

enum class Join {
  inner,  // the times that every series has
  outer,  // the times that any series has
};
// What a series shows at a time of the axis at which it has no bar (outer only).
enum class Missing {
  nan,       // NaN in every column
  previous,  // a bar at its last close with volume 0; NaN before its first bar
};

// One result per series, in order, all with the same times, ascending. Each series' times increase strictly.
std::vector<Bars> align(std::span<const BarsView> series, Join join, Missing missing);

}  // namespace quant
