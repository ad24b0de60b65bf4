// The moving averages of the registry: names, parameters and warm-up.
#include "quant/indicators/families.hpp"
#include "quant/indicators/indicator_entry.hpp"
#include "quant/indicators/moving_averages.hpp"

namespace quant {
namespace {

constexpr std::array kTillsonParameters{
    IndicatorParameter{.name = "period", .default_value = 5, .min = 1, .max = kMaxPeriod},
    IndicatorParameter{.name = "volume_factor", .default_value = 0.7, .min = 0, .max = 1, .whole = false}};

template <std::size_t Stages>
constexpr auto kEmaStages = [](Parameters p) { return Stages * (whole(p[0]) - 1); };

template <void (*Average)(Series, std::size_t, Output)>
constexpr auto kOfPeriod = [](Series in, Parameters p, Outputs out) { Average(in, whole(p[0]), out[0]); };

constexpr std::array kMovingAverages{
    on_series<kWindow, kOfPeriod<simple_average>>("sma", "Simple moving average", kPeriod<30>, kOneValue),
    on_series<kWindow, kOfPeriod<exponential_average>>("ema", "Exponential moving average", kPeriod<30>, kOneValue),
    on_series<kWindow, kOfPeriod<weighted_average>>("wma", "Weighted moving average, the last bar most",
                                                    kPeriod<30>, kOneValue),
    on_series<kWindow, kOfPeriod<triangular_average>>("trima", "Triangular moving average", kPeriod<30>, kOneValue),
    on_series<kEmaStages<2>, kOfPeriod<double_exponential_average>>("dema", "Double exponential moving average",
                                                                    kPeriod<30>, kOneValue),
    on_series<kEmaStages<3>, kOfPeriod<triple_exponential_average>>("tema", "Triple exponential moving average",
                                                                    kPeriod<30>, kOneValue),
    on_series<kEmaStages<6>,
              [](Series in, Parameters p, Outputs out) { tillson_average(in, whole(p[0]), p[1], out[0]); }>(
        "t3", "Tillson's T3 moving average", kTillsonParameters, kOneValue),
    on_series<kChanges, kOfPeriod<adaptive_average>>("kama", "Kaufman's adaptive moving average", kPeriod<30>,
                                                     kOneValue),
    on_series<[](Parameters p) { return hull_warm_up(whole(p[0])); }, kOfPeriod<hull_average>>(
        "hma", "Hull moving average", kPeriod<20, 2>, kOneValue)};

}  // namespace

std::span<const Indicator> moving_average_indicators() {
  return kMovingAverages;
}

}  // namespace quant
