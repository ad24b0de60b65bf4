#include "quant/sweep/price_tables.hpp"

namespace quant {
namespace {

std::vector<double> growth_of(std::span<const double> close) {
  std::vector<double> growth(close.size(), 1.0);
  for (std::size_t bar = 1; bar < close.size(); ++bar) { growth[bar] = close[bar] / close[bar - 1]; }
  return growth;
}

template <typename Function>
std::vector<double> mapped(std::span<const double> values, Function function) {
  std::vector<double> result(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) { result[i] = function(values[i]); }
  return result;
}

}  // namespace

PriceTables::PriceTables(std::span<const double> prices, const std::function<void()>& between_steps)
    : close(prices),
      growth(growth_of(prices)),
      returns(mapped(growth, [](double g) { return g - 1; })),
      squares(mapped(growth, [](double g) { return (g - 1) * (g - 1); })),
      drawdowns(prices, between_steps) {}

}  // namespace quant
