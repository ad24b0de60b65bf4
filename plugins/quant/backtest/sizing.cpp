#include "quant/backtest/sizing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace quant {
namespace {

double cost_of_a_unit(const ExecutionModel& model, const SizingRequest& request) {
  const double bps = model.fees.bps / 1e4;
  if (model.unit_cost == UnitCost::exact) { return request.fill * (1 + bps) + model.fees.per_unit; }
  // backtesting.py divides the fee of an order of `size` units by `size`, and size is a fraction of the equity
  // there.
  const bool units = model.sizing == Sizing::fixed_units || model.sizing == Sizing::fixed_value;
  const double fixed = request.fixed_fee / (units ? 1 : model.size);
  return request.fill + request.quoted * bps + fixed + model.fees.per_unit;
}

double cash_for(const ExecutionModel& model, const Account& account, Direction direction) {
  const bool all_of_it = direction == Direction::long_position && !model.short_needs_cash;
  return std::max(0.0, all_of_it ? account.cash() : account.free_cash());
}

// Money that an order by value may spend, fees included.
double budget_of(const ExecutionModel& model, const Account& account, const SizingRequest& request, double cash) {
  switch (model.sizing) {
    case Sizing::fraction:
      return std::min(cash, model.size * account.equity());
    case Sizing::cash_fraction:
      return model.size * cash;
    case Sizing::volatility_target:
      return std::min(cash, model.size / request.volatility * account.equity());
    default:
      return cash;
  }
}

double affordable(const ExecutionModel& model, const SizingRequest& request, double budget) {
  const double fixed = model.unit_cost == UnitCost::exact ? request.fixed_fee : 0;
  return (budget - fixed) / cost_of_a_unit(model, request);
}

// a / b rounded down, from the exact remainder: dividing first can round up to the next whole number.
double whole_quotient(double a, double b) {
  return std::round((a - std::fmod(a, b)) / b);
}

// What the budget buys, in steps of the smallest order.
double units_within(const ExecutionModel& model, const SizingRequest& request, double budget) {
  const double step = model.unit_step;
  if (step == 0) { return affordable(model, request, budget); }
  const double fixed = model.unit_cost == UnitCost::exact ? request.fixed_fee : 0;
  return whole_quotient(std::max(0.0, budget - fixed), cost_of_a_unit(model, request) * step) * step;
}

double fixed_size(const ExecutionModel& model, const SizingRequest& request, double cash) {
  const double step = model.unit_step;
  const double asked = model.sizing == Sizing::fixed_units ? model.size : model.size / request.quoted;
  const double wanted = step > 0 ? whole_quotient(asked, step) * step : asked;
  if (request.direction == Direction::short_position && !model.short_needs_cash) { return wanted; }
  // A size that just fits must not fail by rounding.
  if (wanted <= affordable(model, request, cash) * (1 + 1e-12)) { return wanted; }
  return model.shortfall == Shortfall::reject ? 0 : units_within(model, request, cash);
}

}  // namespace

double units_to_open(const ExecutionModel& model, const Account& account, const SizingRequest& request) {
  if (!(request.quoted > 0)) { return 0; }
  if (model.sizing == Sizing::volatility_target && std::isnan(request.volatility)) { return 0; }
  const double cash = cash_for(model, account, request.direction);
  double units = 0;
  if (model.sizing == Sizing::fixed_units || model.sizing == Sizing::fixed_value) {
    units = fixed_size(model, request, cash);
  } else {
    units = units_within(model, request, budget_of(model, account, request, cash));
  }
  return units > 0 && std::isfinite(units) ? units : 0;
}

double recent_volatility(std::span<const double> close, std::size_t last, std::size_t returns,
                         double periods_per_year) {
  if (last < returns) { return std::numeric_limits<double>::quiet_NaN(); }
  const auto n = static_cast<double>(returns);
  double mean = 0;
  for (std::size_t bar = last - returns + 1; bar <= last; ++bar) { mean += (close[bar] / close[bar - 1] - 1) / n; }
  double squares = 0;
  for (std::size_t bar = last - returns + 1; bar <= last; ++bar) {
    const double deviation = close[bar] / close[bar - 1] - 1 - mean;
    squares += deviation * deviation;
  }
  return std::sqrt(squares / (n - 1) * periods_per_year);
}

}  // namespace quant
