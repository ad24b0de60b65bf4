// Back-adjusts prices for splits and dividends: earlier bars are scaled so that no split or dividend looks like a
// move of the market; the bars behind the last action stay as they were traded. Pure, any thread. Source of the
// dividend factor: CRSP (1 - dividend / close before).
#pragma once

#include <cstdint>
#include <span>

#include "quant/series/bars.hpp"

namespace quant {

struct CorporateAction {
  std::int64_t time;       // from here on the price is without it (ex date), microseconds
  double split_ratio = 1;  // new shares per old one: 7 for 7:1, 0.1 for a reverse split 1:10
  double dividend = 0;     // in money per share as it was held before the action
};

struct Adjustment {
  bool splits = true;
  bool dividends = true;
};

// Every bar that began before an action gets its prices divided by the split ratio and multiplied with the dividend
// factor, its volume multiplied with the split ratio. Actions before the first bar or behind the last one change
// nothing. Throws std::invalid_argument for actions not in order of time, ratios that are not above 0, and
// dividends below 0 or not below the close before.
Bars adjust(const BarsView& bars, std::span<const CorporateAction> actions, const Adjustment& adjustment = {});

}  // namespace quant
