#include "quant_job/market_data.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "jobhost/plugin.hpp"

namespace quant_job {
namespace {

void check_price(const std::string& series, std::string_view column, std::span<const double> prices) {
  const auto bad = std::find_if(prices.begin(), prices.end(), [](double p) { return !std::isfinite(p) || p <= 0; });
  if (bad == prices.end()) { return; }
  throw jobhost::JobError(
      fmt::format("series {}: the {} of bar {} is {}, prices must be above zero; correct the bar and import the "
                  "series again",
                  series, column, bad - prices.begin() + 1, *bad),
      "bad_bars");
}

}  // namespace

void check_bars(const MarketData& data, std::string_view timeframe, std::size_t least) {
  if (data.size() < least) {
    throw jobhost::JobError(fmt::format("series {} {}: it has {} bar(s) in the range asked for, at least {} are "
                                        "needed; import more or widen from and to",
                                        fmt::join(data.symbols, ", "), timeframe, data.size(), least),
                            "too_few_bars");
  }
  for (std::size_t i = 0; i < data.bars.size(); ++i) {
    const auto series = fmt::format("{} {}", data.symbols[i], timeframe);
    check_price(series, "open", data.bars[i].open);
    check_price(series, "high", data.bars[i].high);
    check_price(series, "low", data.bars[i].low);
    check_price(series, "close", data.bars[i].close);
  }
}

}  // namespace quant_job
