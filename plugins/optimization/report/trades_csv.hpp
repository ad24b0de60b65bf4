// The artifact trades.csv: every trade of the best trial by bar of entry. Columns: symbol, direction, entry_time,
// exit_time (RFC 3339), entry_bar, exit_bar (from 0), bars, entry_price, exit_price, units, pnl (money after fees),
// return (fraction of the value at entry), fees, exit_reason, open (1: still held at the end). RFC 4180 without
// need of quotes.
#pragma once

#include <string>

#include "optimization/report/report_input.hpp"

namespace optimization {

std::string trades_csv(const ReportInput& input);

}  // namespace optimization
