// The return of every calendar month (UTC), as a table of years and months. Called with the equity of one backtest.
// Pure functions, any thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "quant/charts/chart.hpp"

namespace quant {

struct MonthlyReturn {
  int year;
  unsigned month;  // 1 to 12
  double value;    // equity at the month's last bar / equity at the last bar before the month (or the first) - 1
};

// In order of time; months without a bar are left out. equity: money, one a bar, else std::invalid_argument.
std::vector<MonthlyReturn> monthly_returns(std::span<const std::int64_t> time, std::span<const double> equity);

// The months as a heat map, losses and gains in opposite colours, one row a year with the year's return at its end.
nlohmann::json monthly_returns_chart(std::span<const std::int64_t> time, std::span<const double> equity,
                                     const ChartOptions& options = {});

}  // namespace quant
