// The logits of CSCV: how the strategy that was best in sample ranked out of sample, for every split. Left of zero
// it did worse than the median; that share is the probability of backtest overfitting (Bailey, Borwein, Lopez de
// Prado, Zhu 2017). Pure function, any thread.
#pragma once

#include <span>

#include "quant/charts/chart.hpp"

namespace quant {

struct LogitChart {
  std::span<const double> logits;  // one a split; those that are not finite are left out
  double pbo = 0;                  // fraction; 0.5 is what luck alone gives
};

nlohmann::json logit_chart(const LogitChart& input, const ChartOptions& options = {});

}  // namespace quant
