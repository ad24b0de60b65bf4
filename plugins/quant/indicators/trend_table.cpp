// The trend indicators of the registry: names, parameters and warm-up.
#include "quant/indicators/families.hpp"
#include "quant/indicators/indicator_entry.hpp"
#include "quant/indicators/trend.hpp"

namespace quant {
namespace {

constexpr std::array kSarParameters{
    IndicatorParameter{.name = "acceleration", .default_value = 0.02, .min = 0, .max = 1, .whole = false},
    IndicatorParameter{.name = "maximum", .default_value = 0.2, .min = 0, .max = 1, .whole = false}};
constexpr std::array kSupertrendParameters{
    IndicatorParameter{.name = "period", .default_value = 10, .min = 1, .max = kMaxPeriod},
    IndicatorParameter{.name = "multiplier", .default_value = 3, .min = 0, .max = 1000, .whole = false}};
constexpr std::array<std::string_view, 2> kDownAndUp{"down", "up"};
constexpr std::array<std::string_view, 2> kLineAndDirection{"line", "direction"};

template <void (*Trend)(const BarsView&, std::size_t, Output)>
constexpr auto kTrendOfPeriod =
    [](const BarsView& bars, Parameters p, Outputs out) { Trend(bars, whole(p[0]), out[0]); };

constexpr std::array kTrend{
    on_bars<kHighLowClose, [](Parameters p) { return 2 * whole(p[0]) - 1; }, kTrendOfPeriod<average_direction>>(
        "adx", "Average directional movement index", kPeriod<14>, kOneValue),
    on_bars<kHighLowClose, kChanges, kTrendOfPeriod<plus_direction>>("plus_di", "Plus directional indicator",
                                                                     kPeriod<14>, kOneValue),
    on_bars<kHighLowClose, kChanges, kTrendOfPeriod<minus_direction>>("minus_di", "Minus directional indicator",
                                                                      kPeriod<14>, kOneValue),
    on_bars<kHigh | kLow, kChanges,
            [](const BarsView& bars, Parameters p, Outputs out) { aroon(bars, whole(p[0]), out[0], out[1]); }>(
        "aroon", "Aroon: how recent the lowest low and the highest high are", kPeriod<14>, kDownAndUp),
    on_bars<kHigh | kLow, kChanges, kTrendOfPeriod<aroon_oscillator>>("aroonosc", "Aroon up less Aroon down",
                                                                      kPeriod<14>, kOneValue),
    on_bars<kHigh | kLow, [](Parameters) { return std::size_t{1}; },
            [](const BarsView& bars, Parameters p, Outputs out) { parabolic_stop(bars, p[0], p[1], out[0]); }>(
        "sar", "Parabolic stop and reverse", kSarParameters, kOneValue),
    on_bars<kHighLowClose, kChanges,
            [](const BarsView& bars, Parameters p, Outputs out) {
              supertrend(bars, whole(p[0]), p[1], out[0], out[1]);
            }>("supertrend", "Supertrend: bands of average true range that follow the trend", kSupertrendParameters,
               kLineAndDirection)};

}  // namespace

std::span<const Indicator> trend_indicators() {
  return kTrend;
}

}  // namespace quant
