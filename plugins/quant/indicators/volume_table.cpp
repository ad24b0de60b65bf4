// The volume indicators of the registry: names, parameters and warm-up.
#include "quant/indicators/families.hpp"
#include "quant/indicators/indicator_entry.hpp"
#include "quant/indicators/volume.hpp"

namespace quant {
namespace {

constexpr unsigned kPricesAndVolume = kHighLowClose | kVolume;
constexpr std::array kAdoscParameters{
    IndicatorParameter{.name = "fast", .default_value = 3, .min = 1, .max = kMaxPeriod},
    IndicatorParameter{.name = "slow", .default_value = 10, .min = 1, .max = kMaxPeriod}};

constexpr std::array kVolumeFamily{
    on_bars<kClose | kVolume, kNoWarmUp,
            [](const BarsView& bars, Parameters, Outputs out) { on_balance_volume(bars, out[0]); }>(
        "obv", "On-balance volume", {}, kOneValue),
    on_bars<kPricesAndVolume, kNoWarmUp,
            [](const BarsView& bars, Parameters, Outputs out) { accumulation_distribution(bars, out[0]); }>(
        "ad", "Accumulation/distribution line (Chaikin)", {}, kOneValue),
    on_bars<kPricesAndVolume, [](Parameters p) { return whole(std::max(p[0], p[1])) - 1; },
            [](const BarsView& bars, Parameters p, Outputs out) {
              accumulation_oscillator(bars, whole(p[0]), whole(p[1]), out[0]);
            }>("adosc", "Accumulation/distribution oscillator (Chaikin)", kAdoscParameters, kOneValue),
    on_bars<kPricesAndVolume, kChanges,
            [](const BarsView& bars, Parameters p, Outputs out) { money_flow(bars, whole(p[0]), out[0]); }>(
        "mfi", "Money flow index", kPeriod<14>, kOneValue),
    on_bars<kPricesAndVolume, kWindow, [](const BarsView& bars, Parameters p, Outputs out) {
      volume_weighted_price(bars, whole(p[0]), out[0]);
    }>("vwap", "Volume-weighted average price of the last bars", kPeriod<20>, kOneValue)};

}  // namespace

std::span<const Indicator> volume_indicators() {
  return kVolumeFamily;
}

}  // namespace quant
