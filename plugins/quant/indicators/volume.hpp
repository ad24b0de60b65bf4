// Prices weighed with the volume traded at them, as TA-Lib 0.6 computes it where TA-Lib has it. Called through the
// registry; each fills out[warm-up, n); what is before is scratch. Input: finite numbers, more of them than the
// warm-up. Sources: Granville, 1963 (on-balance volume); Chaikin (accumulation/distribution); Quong and Soudack,
// 1989 (money flow index). Any thread.
#pragma once

#include <cstddef>
#include <span>

#include "quant/indicators/moving_averages.hpp"
#include "quant/series/bars.hpp"

namespace quant {

// Running sums from the first bar; no warm-up.
void on_balance_volume(const BarsView& bars, Output out);  // begins with the first volume
void accumulation_distribution(const BarsView& bars, Output out);
// Fast less slow exponential average of accumulation/distribution, both seeded with its first value. Warm-up: the
// longer period - 1.
void accumulation_oscillator(const BarsView& bars, std::size_t fast, std::size_t slow, Output out);
// 100 x money that flowed in at rising typical prices / all that flowed; 0 where none did. Warm-up period.
void money_flow(const BarsView& bars, std::size_t period, Output out);
// Mean of the typical price weighted with volume over the last `period` bars; NaN where nothing was traded. Warm-up
// period - 1.
void volume_weighted_price(const BarsView& bars, std::size_t period, Output out);

}  // namespace quant
