// The oscillators of the registry: names, parameters and warm-up.
#include "quant/indicators/families.hpp"
#include "quant/indicators/indicator_entry.hpp"
#include "quant/indicators/oscillators.hpp"

namespace quant {
namespace {

constexpr std::array kStochParameters{
    IndicatorParameter{.name = "fastk", .default_value = 5, .min = 1, .max = kMaxPeriod},
    IndicatorParameter{.name = "slowk", .default_value = 3, .min = 1, .max = kMaxPeriod},
    IndicatorParameter{.name = "slowd", .default_value = 3, .min = 1, .max = kMaxPeriod}};
constexpr std::array kStochfParameters{
    IndicatorParameter{.name = "fastk", .default_value = 5, .min = 1, .max = kMaxPeriod},
    IndicatorParameter{.name = "fastd", .default_value = 3, .min = 1, .max = kMaxPeriod}};
constexpr std::array kStochrsiParameters{
    IndicatorParameter{.name = "period", .default_value = 14, .min = 1, .max = kMaxPeriod},
    IndicatorParameter{.name = "fastk", .default_value = 5, .min = 1, .max = kMaxPeriod},
    IndicatorParameter{.name = "fastd", .default_value = 3, .min = 1, .max = kMaxPeriod}};
constexpr std::array kUltoscParameters{
    IndicatorParameter{.name = "period1", .default_value = 7, .min = 1, .max = kMaxPeriod},
    IndicatorParameter{.name = "period2", .default_value = 14, .min = 1, .max = kMaxPeriod},
    IndicatorParameter{.name = "period3", .default_value = 28, .min = 1, .max = kMaxPeriod}};
constexpr std::array<std::string_view, 2> kKAndD{"k", "d"};

constexpr std::array kOscillators{
    on_bars<kHighLowClose, [](Parameters p) { return whole(p[0]) + whole(p[1]) + whole(p[2]) - 3; },
            [](const BarsView& bars, Parameters p, Outputs out) {
              slow_stochastics(bars, {.range = whole(p[0]), .slow_k = whole(p[1]), .slow_d = whole(p[2])}, out[0],
                               out[1]);
            }>("stoch", "Stochastic oscillator, slow", kStochParameters, kKAndD),
    on_bars<kHighLowClose, [](Parameters p) { return whole(p[0]) + whole(p[1]) - 2; },
            [](const BarsView& bars, Parameters p, Outputs out) {
              fast_stochastics(bars, whole(p[0]), whole(p[1]), out[0], out[1]);
            }>("stochf", "Stochastic oscillator, fast", kStochfParameters, kKAndD),
    on_series<[](Parameters p) { return whole(p[0]) + whole(p[1]) + whole(p[2]) - 2; },
              [](Series in, Parameters p, Outputs out) {
                stochastic_strength(in, whole(p[0]), {.range = whole(p[1]), .slow_k = 1, .slow_d = whole(p[2])},
                                    out[0], out[1]);
              }>("stochrsi", "Fast stochastic oscillator of the relative strength index", kStochrsiParameters,
                 kKAndD),
    on_bars<kHighLowClose, kWindow,
            [](const BarsView& bars, Parameters p, Outputs out) { williams_range(bars, whole(p[0]), out[0]); }>(
        "willr", "Williams' percent range, -100 to 0", kPeriod<14>, kOneValue),
    on_bars<kHighLowClose, kWindow,
            [](const BarsView& bars, Parameters p, Outputs out) { commodity_channel(bars, whole(p[0]), out[0]); }>(
        "cci", "Commodity channel index", kPeriod<14>, kOneValue),
    on_bars<kHighLowClose,
            [](Parameters p) {
              return whole(std::max({p[0], p[1], p[2]}));
            },
            [](const BarsView& bars, Parameters p, Outputs out) {
              ultimate_oscillator(bars, {.first = whole(p[0]), .second = whole(p[1]), .third = whole(p[2])},
                                  out[0]);
            }>("ultosc", "Ultimate oscillator (Williams)", kUltoscParameters, kOneValue),
    on_bars<kOpen | kHighLowClose, kNoWarmUp, [](const BarsView& bars, Parameters, Outputs out) {
      balance_of_power(bars, out[0]);
    }>("bop", "Balance of power", {}, kOneValue)};

}  // namespace

std::span<const Indicator> oscillator_indicators() {
  return kOscillators;
}

}  // namespace quant
