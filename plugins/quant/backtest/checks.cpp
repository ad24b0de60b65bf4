#include "quant/backtest/checks.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <stdexcept>

namespace quant {
namespace {

void demand(bool holds, std::string_view field, double value, std::string_view demanded) {
  if (holds) { return; }
  throw std::invalid_argument(fmt::format("{} is {}; give {}", field, value, demanded));
}

void check_size(const ExecutionModel& model) {
  demand(std::isfinite(model.size) && model.size > 0, "size", model.size, "a number above 0");
  const bool part = model.sizing == Sizing::fraction || model.sizing == Sizing::cash_fraction;
  demand(!part || model.size <= 1, "size", model.size,
         "a fraction of at most 1, or use fixed_value or fixed_units");
  demand(model.unit_step >= 0 && std::isfinite(model.unit_step), "unit_step", model.unit_step,
         "the smallest tradable number of units such as 1 or 0.001, or 0 for any");
  demand(model.volatility_bars >= 2, "volatility_bars", static_cast<double>(model.volatility_bars),
         "2 or more returns, a deviation needs two");
}

void check_column(std::string_view where, std::string_view column, std::size_t length, std::size_t bars) {
  if (length == bars) { return; }
  throw std::invalid_argument(fmt::format(
      "{}{} has {} values and close has {}; give every column one value per bar", where, column, length, bars));
}

void check_signal(std::string_view where, std::string_view name, const BitSeries& bits, std::size_t bars) {
  if (bits.size() == 0 || bits.size() == bars) { return; }
  throw std::invalid_argument(
      fmt::format("{}{} has {} bits for {} bars; give one bit per bar, or none", where, name, bits.size(), bars));
}

}  // namespace

void check_model(const ExecutionModel& model) {
  const auto rate = [](double bps) { return bps >= 0 && bps < 10'000; };
  demand(rate(model.fees.bps), "fees.bps", model.fees.bps, "0 or more and less than 10000 basis points");
  demand(rate(model.slippage_bps), "slippage_bps", model.slippage_bps,
         "0 or more and less than 10000 basis points");
  demand(model.fees.fixed >= 0 && std::isfinite(model.fees.fixed), "fees.fixed", model.fees.fixed, "0 or more");
  demand(model.fees.per_unit >= 0 && std::isfinite(model.fees.per_unit), "fees.per_unit", model.fees.per_unit,
         "0 or more");
  demand(model.cash > 0 && std::isfinite(model.cash), "cash", model.cash, "the money to start with, above 0");
  demand(model.periods_per_year > 0 && std::isfinite(model.periods_per_year), "periods_per_year",
         model.periods_per_year, "the number of bars in a year, above 0");
  check_size(model);
}

void check_exits(const ExitRules& exits, std::string_view where) {
  const auto fraction = [&](std::string_view name, double value, bool below_one) {
    if (value >= 0 && std::isfinite(value) && (!below_one || value < 1)) { return; }
    throw std::invalid_argument(
        fmt::format("{}{} is {}; give a fraction of the price such as 0.05, {}or 0 for none", where, name, value,
                    below_one ? "less than 1, " : ""));
  };
  fraction("stop_loss", exits.stop_loss, true);
  fraction("take_profit", exits.take_profit, false);
  fraction("trailing_stop", exits.trailing_stop, true);
}

void check_lengths(const BarsView& bars, const Signals& signals, std::string_view where) {
  check_column(where, "open", bars.open.size(), bars.size());
  check_column(where, "high", bars.high.size(), bars.size());
  check_column(where, "low", bars.low.size(), bars.size());
  check_signal(where, "long_entry", signals.long_entry, bars.size());
  check_signal(where, "long_exit", signals.long_exit, bars.size());
  check_signal(where, "short_entry", signals.short_entry, bars.size());
  check_signal(where, "short_exit", signals.short_exit, bars.size());
}

}  // namespace quant
