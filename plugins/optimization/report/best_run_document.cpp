#include "optimization/report/best_run_document.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "optimization/report/result_rows.hpp"
#include "quant_job/json_numbers.hpp"
#include "quant_job/utc_text.hpp"

namespace optimization {
namespace {

using nlohmann::json;

json performance_json(const quant::Performance& performance) {
  auto document = json::object();
  for (const auto metric : quant::all_metrics()) {
    document[std::string(key_of(metric))] = quant_job::metric_json(metric, value_of(performance, metric));
  }
  return document;
}

json trade_json(const quant_job::MarketData& data, const TradeOfSymbol& entry) {
  const auto& trade = entry.trade;
  const auto time = data.time();
  return {{"symbol", data.symbols[entry.symbol]},
          {"direction", key_of(trade.direction)},
          {"entry_time", quant_job::utc_text(time[trade.entry_bar])},
          {"exit_time", quant_job::utc_text(time[trade.exit_bar])},
          {"bars", trade.bars()},
          {"entry_price", quant_job::number_json(trade.entry_price)},
          {"exit_price", quant_job::number_json(trade.exit_price)},
          {"units", quant_job::number_json(trade.units)},
          {"pnl", quant_job::number_json(trade.pnl)},
          {"return", quant_job::number_json(trade.return_on_entry)},
          {"fees", quant_job::number_json(trade.fees)},
          {"exit_reason", key_of(trade.exit_reason)},
          {"open", trade.open}};
}

}  // namespace

std::vector<TradeOfSymbol> trades_by_entry(const Outcome& outcome) {
  std::vector<TradeOfSymbol> all;
  for (std::size_t symbol = 0; symbol < outcome.best.trades.size(); ++symbol) {
    for (const auto& trade : outcome.best.trades[symbol]) { all.push_back({symbol, trade}); }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return a.trade.entry_bar < b.trade.entry_bar; });
  return all;
}

json best_run_document(const ReportInput& input) {
  if (input.outcome.ranking.empty()) { return nullptr; }
  const auto trades = trades_by_entry(input.outcome);
  auto first = json::array();
  for (std::size_t i = 0; i < std::min(trades.size(), kFirstTrades); ++i) {
    first.push_back(trade_json(input.data, trades[i]));
  }
  return {{"performance", performance_json(input.outcome.best.performance)},
          {"trades", trades.size()},
          {"first_trades", std::move(first)}};
}

}  // namespace optimization
