// What single trades did: how their returns are spread, and how far each went against and for its holder before it
// was closed (maximum adverse and favourable excursion; Sweeney 1996, Maximum Adverse Excursion). Called with the
// trades of one backtest. Pure functions, any thread.
#pragma once

#include <span>

#include "quant/charts/chart.hpp"

namespace quant {

// returns: fractions, one a trade; those that are not finite are left out.
nlohmann::json trade_return_chart(std::span<const double> returns, const ChartOptions& options = {});

struct ExcursionChart {
  // Fractions of the entry price, one a trade. adverse: 0 or below.
  std::span<const double> adverse, favourable, returns;
};

// Points of adverse excursion against return, winners and losers apart; favourable excursion in the tooltip. Of
// more than max_points trades every k-th. Throws std::invalid_argument when the lengths differ.
nlohmann::json excursion_chart(const ExcursionChart& input, const ChartOptions& options = {});

}  // namespace quant
