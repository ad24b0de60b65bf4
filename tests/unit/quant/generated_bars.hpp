// Whole bars around generated closes: opens, highs, lows and volumes that a market could have had. The same seed
// gives the same bytes everywhere.
#pragma once

#include <cstddef>

#include "quant/series/bars.hpp"
#include "unit/quant/generated_prices.hpp"

// Bars an hour or a day apart; every low is above 0 and every bar holds its open and its close.
quant::Bars generate_bars(Random& random, PriceKind kind, std::size_t bars);
