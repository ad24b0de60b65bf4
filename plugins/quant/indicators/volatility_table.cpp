// The volatility indicators of the registry: names, parameters and warm-up.
#include "quant/indicators/families.hpp"
#include "quant/indicators/indicator_entry.hpp"
#include "quant/indicators/volatility.hpp"

namespace quant {
namespace {

constexpr std::array kBollingerParameters{
    IndicatorParameter{.name = "period", .default_value = 20, .min = 1, .max = kMaxPeriod},
    IndicatorParameter{.name = "up", .default_value = 2, .min = 0, .max = 1000, .whole = false},
    IndicatorParameter{.name = "down", .default_value = 2, .min = 0, .max = 1000, .whole = false}};
constexpr std::array kKeltnerParameters{
    IndicatorParameter{.name = "period", .default_value = 20, .min = 1, .max = kMaxPeriod},
    IndicatorParameter{.name = "range_period", .default_value = 10, .min = 1, .max = kMaxPeriod},
    IndicatorParameter{.name = "multiplier", .default_value = 2, .min = 0, .max = 1000, .whole = false}};
constexpr std::array kVolatilityParameters{
    IndicatorParameter{.name = "period", .default_value = 20, .min = 2, .max = kMaxPeriod},
    IndicatorParameter{.name = "periods_per_year", .default_value = 252, .min = 1, .max = 1e6, .whole = false}};
constexpr std::array<std::string_view, 3> kBandOutputs{"upper", "middle", "lower"};

constexpr std::array kVolatility{
    on_bars<kHighLowClose, [](Parameters) { return std::size_t{1}; },
            [](const BarsView& bars, Parameters, Outputs out) { true_range(bars, out[0]); }>("trange", "True range",
                                                                                             {}, kOneValue),
    on_bars<kHighLowClose, kChanges,
            [](const BarsView& bars, Parameters p, Outputs out) { average_true_range(bars, whole(p[0]), out[0]); }>(
        "atr", "Average true range (Wilder)", kPeriod<14>, kOneValue),
    on_bars<kHighLowClose, kChanges,
            [](const BarsView& bars, Parameters p, Outputs out) {
              normalized_true_range(bars, whole(p[0]), out[0]);
            }>("natr", "Average true range in percent of the close", kPeriod<14>, kOneValue),
    on_series<kWindow,
              [](Series in, Parameters p, Outputs out) {
                bollinger_bands(in, whole(p[0]), p[1], p[2], {.upper = out[0], .middle = out[1], .lower = out[2]});
              }>("bbands", "Bollinger bands", kBollingerParameters, kBandOutputs),
    on_bars<kHighLowClose, [](Parameters p) { return whole(std::max(p[0] - 1, p[1])); },
            [](const BarsView& bars, Parameters p, Outputs out) {
              keltner_channel(bars, {.period = whole(p[0]), .range_period = whole(p[1]), .multiplier = p[2]},
                              {.upper = out[0], .middle = out[1], .lower = out[2]});
            }>("keltner", "Keltner channel", kKeltnerParameters, kBandOutputs),
    on_bars<kHigh | kLow, kWindow,
            [](const BarsView& bars, Parameters p, Outputs out) {
              donchian_channel(bars, whole(p[0]), {.upper = out[0], .middle = out[1], .lower = out[2]});
            }>("donchian", "Donchian channel", kPeriod<20>, kBandOutputs),
    on_series<kChanges,
              [](Series in, Parameters p, Outputs out) { return_volatility(in, whole(p[0]), p[1], out[0]); }>(
        "volatility", "Annualized sample standard deviation of logarithmic returns", kVolatilityParameters,
        kOneValue)};

}  // namespace

std::span<const Indicator> volatility_indicators() {
  return kVolatility;
}

}  // namespace quant
