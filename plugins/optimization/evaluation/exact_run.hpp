// One trial bar by bar: its account, its trades and every figure. For the best trial, and for the returns that the
// verdict looks at. Pure; any thread.
#pragma once

#include <span>
#include <vector>

#include "optimization/outcome.hpp"
#include "optimization/request/request.hpp"

namespace optimization {

BestRun run_exactly(const Request& request, const quant_job::MarketData& data, std::span<const double> point);

// Return of every bar of the same account, the first against the cash at the start.
std::vector<double> returns_of_trial(const Request& request, const quant_job::MarketData& data,
                                     std::span<const double> point);

// The account of one who buys at the first close, in equal parts, and holds.
std::vector<double> buy_and_hold(const quant_job::MarketData& data, double cash);

}  // namespace optimization
