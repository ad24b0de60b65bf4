#include "quant/sweep/price_tables.hpp"

namespace quant {
namespace {

// to[i] / from[i - 1]; 1 at the first bar.
std::vector<double> growth_between(std::span<const double> from, std::span<const double> to) {
  std::vector<double> growth(to.size(), 1.0);
  for (std::size_t bar = 1; bar < to.size(); ++bar) { growth[bar] = to[bar] / from[bar - 1]; }
  return growth;
}

std::vector<double> quotients(std::span<const double> to, std::span<const double> from) {
  std::vector<double> result(to.size());
  for (std::size_t bar = 0; bar < to.size(); ++bar) { result[bar] = to[bar] / from[bar]; }
  return result;
}

template <typename Function>
std::vector<double> mapped(std::span<const double> values, Function function) {
  std::vector<double> result(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) { result[i] = function(values[i]); }
  return result;
}

}  // namespace

PriceTables::PriceTables(const BarsView& bars, Fill fill, const std::function<void()>& between_steps)
    : close(bars.close),
      fill_price(fill == Fill::next_open ? bars.open : bars.close),
      to_fill(growth_between(close, fill_price)),
      from_fill(quotients(close, fill_price)),
      returns(mapped(growth_between(close, close), [](double g) { return g - 1; })),
      squares(mapped(growth_between(close, close), [](double g) { return (g - 1) * (g - 1); })),
      drawdowns(close, between_steps) {}

}  // namespace quant
