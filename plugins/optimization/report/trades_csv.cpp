#include "optimization/report/trades_csv.hpp"

#include <fmt/format.h>

#include "optimization/report/best_run_document.hpp"
#include "quant_job/csv_numbers.hpp"
#include "quant_job/utc_text.hpp"

namespace optimization {
namespace {

void append_trade(std::string& csv, const quant_job::MarketData& data, const TradeOfSymbol& entry) {
  const auto& trade = entry.trade;
  const auto time = data.time();
  csv += fmt::format("{},{},{},{},{},{},{},", data.symbols[entry.symbol], key_of(trade.direction),
                     quant_job::utc_text(time[trade.entry_bar]), quant_job::utc_text(time[trade.exit_bar]),
                     trade.entry_bar, trade.exit_bar, trade.bars());
  for (const double value :
       {trade.entry_price, trade.exit_price, trade.units, trade.pnl, trade.return_on_entry, trade.fees}) {
    quant_job::append_number(csv, value);
    csv += ',';
  }
  csv += fmt::format("{},{}\n", key_of(trade.exit_reason), trade.open ? 1 : 0);
}

}  // namespace

std::string trades_csv(const ReportInput& input) {
  std::string csv =
      "symbol,direction,entry_time,exit_time,entry_bar,exit_bar,bars,entry_price,exit_price,units,pnl,return,fees,"
      "exit_reason,open\n";
  for (const auto& trade : trades_by_entry(input.outcome)) { append_trade(csv, input.data, trade); }
  return csv;
}

}  // namespace optimization
