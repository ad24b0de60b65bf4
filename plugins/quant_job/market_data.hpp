// The bars that a job computes on. Made by JobBars, or by a test. Borrows; plain data.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "quant/series/bars.hpp"
#include "quant_job/gap_report.hpp"

namespace quant_job {

// Several symbols: aligned, so that all views have the same times.
struct MarketData {
  std::vector<std::string> symbols;
  std::vector<quant::BarsView> bars;        // one per symbol
  std::vector<std::string> made_from = {};  // per symbol: timeframe of the imported series; empty: that asked for
  std::vector<GapReport> gaps = {};         // per symbol, of the imported series; may be empty
  // The timeframe of the imported series that symbol i's bars were made of.
  [[nodiscard]] const std::string& source_timeframe(std::size_t i, const std::string& asked) const {
    return i < made_from.size() && !made_from[i].empty() ? made_from[i] : asked;
  }
  [[nodiscard]] std::size_t size() const noexcept { return bars.front().size(); }
  [[nodiscard]] std::span<const std::int64_t> time() const noexcept { return bars.front().time; }
};

// Throws jobhost::JobError when the bars cannot be computed on: fewer than `least` ("too_few_bars"), a price that
// is not above zero or no number ("bad_bars").
void check_bars(const MarketData& data, std::string_view timeframe, std::size_t least);

}  // namespace quant_job
