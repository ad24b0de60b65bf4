// The sweep of several symbols on one cash account: a whole backtest for every combination, since what one symbol
// may spend depends on the others. Same table as quant::sweep. Pure; the caller's thread.
#pragma once

#include "optimization/outcome.hpp"
#include "quant/strategy/expression_graph.hpp"
#include "quant/sweep/sweep.hpp"

namespace optimization {

// Figures that compare with a benchmark have no value. A fold is the account of all bars, cut out: its trades are
// those that end there.
quant::SweepTable sweep_portfolio(const quant_job::MarketData& data, const quant::ExpressionGraph& graph,
                                  const quant::ExecutionModel& model, const quant::SweepOptions& options);

// The account of one combination of the graph.
quant::PortfolioResult run_account(const quant_job::MarketData& data, const quant::ExpressionGraph& graph,
                                   const quant::ExecutionModel& model);

}  // namespace optimization
