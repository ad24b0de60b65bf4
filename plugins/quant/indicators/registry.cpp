#include <algorithm>
#include <vector>

#include "quant/indicators/families.hpp"
#include "quant/indicators/indicator.hpp"

namespace quant {
namespace {

std::vector<Indicator> joined_families() {
  std::vector<Indicator> all;
  for (const auto family :
       {moving_average_indicators(), momentum_indicators(), oscillator_indicators(), trend_indicators(),
        volatility_indicators(), volume_indicators(), statistic_indicators()}) {
    all.insert(all.end(), family.begin(), family.end());
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return all;
}

}  // namespace

std::span<const Indicator> all_indicators() {
  static const auto kAll = joined_families();
  return kAll;
}

const Indicator* find_indicator(std::string_view name) {
  const auto all = all_indicators();
  const auto found = std::lower_bound(
      all.begin(), all.end(), name, [](const Indicator& entry, std::string_view key) { return entry.name < key; });
  return found != all.end() && found->name == name ? &*found : nullptr;
}

}  // namespace quant
