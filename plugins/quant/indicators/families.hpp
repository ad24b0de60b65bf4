// The tables of the registry, one per family; joined in registry.cpp. Constant data, any thread.
#pragma once

#include <span>

#include "quant/indicators/indicator.hpp"

namespace quant {

std::span<const Indicator> moving_average_indicators();
std::span<const Indicator> momentum_indicators();
std::span<const Indicator> oscillator_indicators();
std::span<const Indicator> trend_indicators();
std::span<const Indicator> volatility_indicators();
std::span<const Indicator> volume_indicators();
std::span<const Indicator> statistic_indicators();

}  // namespace quant
