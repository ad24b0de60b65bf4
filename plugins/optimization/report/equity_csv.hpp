// The artifact equity.csv: the account of the best trial at the close of each bar. Columns: time (RFC 3339), equity
// (money), drawdown (fraction of the highest equity so far, 0 or negative), buy_hold (the same money bought at the
// first close). RFC 4180 without need of quotes.
#pragma once

#include <string>

#include "optimization/report/report_input.hpp"

namespace optimization {

std::string equity_csv(const ReportInput& input);

}  // namespace optimization
