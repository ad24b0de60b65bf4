// The momentum indicators of the registry: names, parameters and warm-up.
#include "quant/indicators/families.hpp"
#include "quant/indicators/indicator_entry.hpp"
#include "quant/indicators/momentum.hpp"

namespace quant {
namespace {

constexpr std::array kMacdParameters{
    IndicatorParameter{.name = "fast", .default_value = 12, .min = 1, .max = kMaxPeriod},
    IndicatorParameter{.name = "slow", .default_value = 26, .min = 1, .max = kMaxPeriod},
    IndicatorParameter{.name = "signal", .default_value = 9, .min = 1, .max = kMaxPeriod}};
constexpr std::array kFastAndSlow{
    IndicatorParameter{.name = "fast", .default_value = 12, .min = 1, .max = kMaxPeriod},
    IndicatorParameter{.name = "slow", .default_value = 26, .min = 1, .max = kMaxPeriod}};
constexpr std::array<std::string_view, 3> kMacdOutputs{"macd", "signal", "histogram"};

MacdPeriods macd_periods(Parameters p) {
  return in_order({.fast = whole(p[0]), .slow = whole(p[1]), .signal = whole(p[2])});
}

constexpr auto kLongerOfTwo = [](Parameters p) { return whole(std::max(p[0], p[1])) - 1; };

template <void (*Change)(Series, std::size_t, Output)>
constexpr auto kOverPeriod = [](Series in, Parameters p, Outputs out) { Change(in, whole(p[0]), out[0]); };
template <void (*Oscillator)(Series, std::size_t, std::size_t, Output)>
constexpr auto kOfAverages =
    [](Series in, Parameters p, Outputs out) { Oscillator(in, whole(p[0]), whole(p[1]), out[0]); };

constexpr std::array kMomentum{
    on_series<kChanges, kOverPeriod<momentum>>("mom", "Momentum: change over the period", kPeriod<10>, kOneValue),
    on_series<kChanges, kOverPeriod<rate_of_change>>("roc", "Rate of change, percent", kPeriod<10>, kOneValue),
    on_series<kChanges, kOverPeriod<fractional_change>>("rocp", "Rate of change, as a fraction", kPeriod<10>,
                                                        kOneValue),
    on_series<kChanges, kOverPeriod<relative_strength>>("rsi", "Relative strength index (Wilder)", kPeriod<14>,
                                                        kOneValue),
    on_series<kChanges, kOverPeriod<chande_momentum>>("cmo", "Chande momentum oscillator", kPeriod<14>, kOneValue),
    on_series<[](Parameters p) {
      const auto periods = macd_periods(p);
      return periods.slow + periods.signal - 2;
    },
              [](Series in, Parameters p, Outputs out) { macd(in, macd_periods(p), out[0], out[1], out[2]); }>(
        "macd", "Moving average convergence/divergence", kMacdParameters, kMacdOutputs),
    on_series<[](Parameters p) { return 3 * (whole(p[0]) - 1) + 1; }, kOverPeriod<triple_exponential_change>>(
        "trix", "Percent change of a triple exponential average", kPeriod<30>, kOneValue),
    on_series<kLongerOfTwo, kOfAverages<absolute_price_oscillator>>(
        "apo", "Absolute price oscillator: difference of two simple averages", kFastAndSlow, kOneValue),
    on_series<kLongerOfTwo, kOfAverages<percentage_price_oscillator>>(
        "ppo", "Percentage price oscillator: the same in percent of the slow average", kFastAndSlow, kOneValue)};

}  // namespace

std::span<const Indicator> momentum_indicators() {
  return kMomentum;
}

}  // namespace quant
