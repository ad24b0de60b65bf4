#include "quant/series/adjust.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace quant {
namespace {

void check_action(const CorporateAction& action, std::size_t index, std::int64_t before) {
  const auto fail = [&](std::string_view field, double value, std::string_view fix) {
    throw std::invalid_argument(fmt::format("corporate action {}: {}: {} {}", index, field, value, fix));
  };
  if (!(action.split_ratio > 0)) {
    fail("split_ratio", action.split_ratio, "must be above 0; 1 when there is no split");
  }
  if (!(action.dividend >= 0)) { fail("dividend", action.dividend, "must be 0 or more"); }
  if (action.time < before) {
    fail("time", static_cast<double>(action.time), "is before the action above it; sort them");
  }
}

double dividend_factor(const CorporateAction& action, std::size_t index, double close) {
  if (action.dividend == 0) { return 1; }
  if (!(action.dividend < close)) {
    throw std::invalid_argument(fmt::format(
        "corporate action {}: dividend: {} is not below the close before it, {}", index, action.dividend, close));
  }
  return 1 - action.dividend / close;
}

}  // namespace

Bars adjust(const BarsView& bars, std::span<const CorporateAction> actions, const Adjustment& adjustment) {
  for (std::size_t i = 0; i < actions.size(); ++i) {
    check_action(actions[i], i, i == 0 ? actions[i].time : actions[i - 1].time);
  }
  Bars adjusted{.time = {bars.time.begin(), bars.time.end()},
                .open = {bars.open.begin(), bars.open.end()},
                .high = {bars.high.begin(), bars.high.end()},
                .low = {bars.low.begin(), bars.low.end()},
                .close = {bars.close.begin(), bars.close.end()},
                .volume = {bars.volume.begin(), bars.volume.end()}};
  double price_factor = 1;
  double volume_factor = 1;
  std::size_t end = bars.size();
  const auto scale_from = [&](std::size_t begin) {
    for (auto* column : {&adjusted.open, &adjusted.high, &adjusted.low, &adjusted.close}) {
      for (std::size_t bar = begin; bar < end; ++bar) { (*column)[bar] *= price_factor; }
    }
    for (std::size_t bar = begin; bar < end; ++bar) { adjusted.volume[bar] *= volume_factor; }
    end = begin;
  };
  // From the last action to the first: each stretch between two is scaled once, with all that came after it.
  for (std::size_t i = actions.size(); i-- > 0;) {
    const auto first = std::lower_bound(bars.time.begin(), bars.time.end(), actions[i].time);
    const auto bar = static_cast<std::size_t>(first - bars.time.begin());
    if (bar == 0 || bar == bars.size()) { continue; }
    scale_from(bar);
    if (adjustment.splits) {
      price_factor /= actions[i].split_ratio;
      volume_factor *= actions[i].split_ratio;
    }
    if (adjustment.dividends) { price_factor *= dividend_factor(actions[i], i, bars.close[bar - 1]); }
  }
  scale_from(0);
  return adjusted;
}

}  // namespace quant
