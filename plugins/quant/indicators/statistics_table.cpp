// The statistics of a moving window in the registry: names, parameters and warm-up.
#include "quant/indicators/families.hpp"
#include "quant/indicators/indicator_entry.hpp"
#include "quant/indicators/statistics.hpp"
#include "quant/indicators/volatility.hpp"

namespace quant {
namespace {

constexpr std::array kStddevParameters{
    IndicatorParameter{.name = "period", .default_value = 5, .min = 1, .max = kMaxPeriod},
    IndicatorParameter{.name = "deviations", .default_value = 1, .min = 0, .max = 1000, .whole = false}};

template <void (*Statistic)(Series, std::size_t, Output)>
constexpr auto kOfWindow = [](Series in, Parameters p, Outputs out) { Statistic(in, whole(p[0]), out[0]); };

constexpr std::array kStatistics{
    on_series<kWindow, kOfWindow<lowest>>("min", "Lowest value of the period", kPeriod<30>, kOneValue),
    on_series<kWindow, kOfWindow<highest>>("max", "Highest value of the period", kPeriod<30>, kOneValue),
    on_series<kWindow, kOfWindow<midpoint>>("midpoint", "Half way between highest and lowest value", kPeriod<14>,
                                            kOneValue),
    on_bars<kHigh | kLow, kWindow,
            [](const BarsView& bars, Parameters p, Outputs out) { middle_price(bars, whole(p[0]), out[0]); }>(
        "midprice", "Half way between highest high and lowest low", kPeriod<14>, kOneValue),
    on_series<kWindow,
              [](Series in, Parameters p, Outputs out) { standard_deviation(in, whole(p[0]), p[1], out[0]); }>(
        "stddev", "Standard deviation of the population", kStddevParameters, kOneValue),
    on_series<kWindow, kOfWindow<variance>>("var", "Variance of the population", kPeriod<5>, kOneValue),
    on_series<kWindow, kOfWindow<z_score>>("zscore", "Distance from the mean in standard deviations", kPeriod<20>,
                                           kOneValue),
    on_series<kWindow, kOfWindow<regression_end>>("linearreg", "Least-squares line at the last bar", kPeriod<14, 2>,
                                                  kOneValue),
    on_series<kWindow, kOfWindow<regression_slope>>("linearreg_slope", "Rise per bar of the least-squares line",
                                                    kPeriod<14, 2>, kOneValue),
    on_series<kWindow, kOfWindow<regression_intercept>>(
        "linearreg_intercept", "Least-squares line at the first bar of the period", kPeriod<14, 2>, kOneValue),
    on_series<kWindow, kOfWindow<regression_angle>>("linearreg_angle", "Angle of the least-squares line, degrees",
                                                    kPeriod<14, 2>, kOneValue),
    on_series<kWindow, kOfWindow<regression_forecast>>("tsf", "Least-squares line one bar ahead", kPeriod<14, 2>,
                                                       kOneValue)};

}  // namespace

std::span<const Indicator> statistic_indicators() {
  return kStatistics;
}

}  // namespace quant
