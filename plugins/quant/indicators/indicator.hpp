// What an indicator is to those who call it by name (strategies, catalog, documentation): its parameters, its
// outputs, how many bars it needs, and the function. Plain data; all functions are pure, any thread.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "quant/series/bars.hpp"

namespace quant {

struct IndicatorParameter {
  std::string_view name;  // "period"
  double default_value;
  double min, max;
  bool whole = true;  // else any number
};

// What it is computed from.
enum class IndicatorInput {
  series,  // one series, which the caller chooses: sma(close, 20)
  bars,    // columns of the bars that it knows itself: atr(14)
};

struct Indicator {
  std::string_view name;     // "macd"
  std::string_view summary;  // one line
  IndicatorInput input;
  std::span<const IndicatorParameter> parameters;
  std::span<const std::string_view> outputs;  // {"macd", "signal", "histogram"}; one output: {"value"}

  // Bars at the beginning that have no value yet, for these parameters.
  std::size_t (*warm_up)(std::span<const double> parameters);
  // Fills each output, as long as the input; NaN where there is no value. `series` is empty for input bars, `bars`
  // may be empty for input series. A NaN in the input ends what went before: the indicator warms up anew behind it.
  void (*compute)(std::span<const double> series, const BarsView& bars, std::span<const double> parameters,
                  std::span<const std::span<double>> outputs);
};

// All, by name.
std::span<const Indicator> all_indicators();
// nullptr when there is none of that name.
const Indicator* find_indicator(std::string_view name);

}  // namespace quant
