#include "quant_job/gap_report.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "quant/series/gaps.hpp"
#include "quant_job/utc_text.hpp"

namespace quant_job {
namespace {

using nlohmann::json;
using quant::kDay;

std::int64_t day_of(std::int64_t local) {
  return local >= 0 ? local / kDay : -((-local + kDay - 1) / kDay);
}

quant::TradingHours hours_of(std::span<const std::int64_t> time, std::int64_t step, std::int64_t utc_offset) {
  constexpr std::int64_t kFirstDayFromMonday = 3;  // 1970-01-01 was a Thursday
  quant::TradingHours hours{.days = {}, .open = kDay, .close = 0, .utc_offset = utc_offset};
  for (const auto start : time) {
    const auto day = day_of(start + utc_offset);
    const auto of_day = start + utc_offset - day * kDay;
    hours.days.at(static_cast<std::size_t>(((day + kFirstDayFromMonday) % 7 + 7) % 7)) = true;
    hours.open = std::min(hours.open, of_day);
    hours.close = std::max(hours.close, std::min(of_day + step, kDay));
  }
  return hours;
}

}  // namespace

GapReport gap_report(std::string symbol, std::span<const std::int64_t> time, std::int64_t step,
                     std::int64_t utc_offset) {
  GapReport report{.symbol = std::move(symbol)};
  if (time.size() < 2 || step <= 0) { return report; }
  for (const auto& gap : quant::find_gaps(time, step, hours_of(time, step, utc_offset))) {
    ++report.gaps;
    report.missing_bars += gap.missing;
    if (gap.missing > report.longest_bars) {
      report.longest_bars = gap.missing;
      report.longest_start = gap.start;
    }
  }
  return report;
}

json gap_document(const GapReport& report) {
  json longest = nullptr;
  if (report.gaps > 0) { longest = {{"first", utc_text(report.longest_start)}, {"bars", report.longest_bars}}; }
  return {{"symbol", report.symbol},
          {"gaps", report.gaps},
          {"missing_bars", report.missing_bars},
          {"longest", std::move(longest)}};
}

}  // namespace quant_job
