#include "optimization/report/equity_csv.hpp"

#include <algorithm>

#include "quant_job/csv_numbers.hpp"
#include "quant_job/utc_text.hpp"

namespace optimization {

std::string equity_csv(const ReportInput& input) {
  constexpr std::size_t kUsualLineBytes = 80;
  const auto& best = input.outcome.best;
  std::string csv = "time,equity,drawdown,buy_hold\n";
  csv.reserve(csv.size() + best.equity.size() * kUsualLineBytes);
  double peak = input.request.execution.model.cash;
  for (std::size_t bar = 0; bar < best.equity.size(); ++bar) {
    const double equity = best.equity[bar];
    peak = std::max(peak, equity);
    csv += quant_job::utc_text(input.data.time()[bar]) + ',';
    quant_job::append_number(csv, equity);
    csv += ',';
    quant_job::append_number(csv, equity / peak - 1);
    csv += ',';
    if (bar < best.buy_hold.size()) { quant_job::append_number(csv, best.buy_hold[bar]); }
    csv += '\n';
  }
  return csv;
}

}  // namespace optimization
