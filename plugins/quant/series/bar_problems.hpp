// What is wrong with bars that came from outside, said so that the one who sent them can find it. Called wherever
// bars enter. Pure, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "quant/series/bars.hpp"

namespace quant {

// At most `limit` sentences, in order of bars: columns of different length; time that does not increase; prices
// that are missing, not finite or not above 0; high below low, open or close; low above open or close; volume
// missing or below 0. Each names bar number (from 0), column and value. Empty: the bars are sound.
std::vector<std::string> bar_problems(const BarsView& bars, std::size_t limit = 10);

// Throws std::invalid_argument with the first problem.
void require_sound_bars(const BarsView& bars);

}  // namespace quant
