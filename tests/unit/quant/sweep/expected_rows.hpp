// Rows that another program computed, and the bars that it computed them from.
#pragma once

#include <string>
#include <vector>

#include "quant/statistics/metrics.hpp"
#include "quant/sweep/sma_cross_sweep.hpp"

struct ExpectedRows {
  std::vector<quant::SmaCross> pairs;
  std::vector<quant::Metrics> metrics;
};

// A CSV of two windows, total_return, trades, sharpe, max_drawdown below a header line. Empty when there is no
// file.
ExpectedRows read_expected_rows(const std::string& path);

// Column Close of examples/sp500_daily.csv.
std::vector<double> sp500_closes();
