// The best trial bar by bar, as part of the result: every metric, and its first trades. Pure; any thread.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "optimization/report/report_input.hpp"

namespace optimization {

inline constexpr std::size_t kFirstTrades = 50;

struct TradeOfSymbol {
  std::size_t symbol;  // its position in MarketData::symbols
  quant::Trade trade;
};
// The trades of the best trial, by bar of entry; of equals those of the symbol named first come first.
std::vector<TradeOfSymbol> trades_by_entry(const Outcome& outcome);

// {"performance": {...}, "trades": n, "first_trades": [...]}; null when no trial is ranked.
nlohmann::json best_run_document(const ReportInput& input);

}  // namespace optimization
