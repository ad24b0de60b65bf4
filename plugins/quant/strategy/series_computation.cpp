#include <algorithm>
#include <cassert>
#include <chrono>
#include <cmath>
#include <limits>

#include "quant/strategy/node_computation.hpp"

namespace quant {
namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

using BarTime = std::chrono::sys_time<std::chrono::microseconds>;

double clock_value(BarSeries which, BarTime time) {
  using std::chrono::days;
  using std::chrono::floor;
  const auto day = floor<days>(time);
  const auto in_day = time - day;
  switch (which) {
    case BarSeries::hour:
      return static_cast<double>(floor<std::chrono::hours>(in_day).count());
    case BarSeries::minute:
      return static_cast<double>(floor<std::chrono::minutes>(in_day).count() % 60);
    case BarSeries::weekday:
      return std::chrono::weekday(day).iso_encoding();
    case BarSeries::day:
      return static_cast<unsigned>(std::chrono::year_month_day(day).day());
    default:
      return static_cast<unsigned>(std::chrono::year_month_day(day).month());
  }
}

void compute_returns(std::span<const double> close, std::span<double> out) {
  for (std::size_t bar = 0; bar < close.size(); ++bar) {
    const double before = bar == 0 ? 0 : close[bar - 1];
    out[bar] = before > 0 ? close[bar] / before - 1 : kNoValue;
  }
}

void shift_row(std::span<const double> from, double by, std::span<double> out) {
  const auto first = std::min(static_cast<std::size_t>(by), out.size());
  std::fill_n(out.begin(), first, kNoValue);
  std::copy_n(from.begin(), out.size() - first, out.begin() + static_cast<std::ptrdiff_t>(first));
}

void compute_bars_since(const BitSeries& condition, std::span<double> out) {
  double since = kNoValue;
  for (std::size_t bar = 0; bar < out.size(); ++bar) {
    since = condition[bar] ? 0 : since + 1;
    out[bar] = since;
  }
}

void compute_count(const BitSeries& condition, double window, std::span<double> out) {
  const auto bars = static_cast<std::size_t>(window);
  std::size_t held = 0;
  for (std::size_t bar = 0; bar < out.size(); ++bar) {
    held += condition[bar] ? 1 : 0;
    if (bar >= bars && condition[bar - bars]) { --held; }
    out[bar] = bar + 1 >= bars ? static_cast<double>(held) : kNoValue;
  }
}

// The switch stays outside the loop, so that each loop can become vector code.
template <Operation kOperation>
void compute_elements(const NodeInputs& inputs, std::span<double> out) {
  const auto a = inputs.rows[0];
  const auto b = inputs.rows[1].empty() ? a : inputs.rows[1];
  for (std::size_t bar = 0; bar < out.size(); ++bar) { out[bar] = apply(kOperation, a[bar], b[bar]); }
}

void compute_arithmetic(Operation operation, const NodeInputs& inputs, std::span<double> out) {
  switch (operation) {
    case Operation::add:
      return compute_elements<Operation::add>(inputs, out);
    case Operation::subtract:
      return compute_elements<Operation::subtract>(inputs, out);
    case Operation::multiply:
      return compute_elements<Operation::multiply>(inputs, out);
    case Operation::divide:
      return compute_elements<Operation::divide>(inputs, out);
    case Operation::negate:
      return compute_elements<Operation::negate>(inputs, out);
    case Operation::absolute:
      return compute_elements<Operation::absolute>(inputs, out);
    case Operation::minimum:
      return compute_elements<Operation::minimum>(inputs, out);
    case Operation::maximum:
      return compute_elements<Operation::maximum>(inputs, out);
    case Operation::square_root:
      return compute_elements<Operation::square_root>(inputs, out);
    case Operation::logarithm:
      return compute_elements<Operation::logarithm>(inputs, out);
    case Operation::rounded:
      return compute_elements<Operation::rounded>(inputs, out);
    default:
      assert(false && "no series");
  }
}

}  // namespace

void compute_column(BarSeries which, const BarsView& bars, std::span<double> out) {
  const auto copy = [&](std::span<const double> column) { std::copy(column.begin(), column.end(), out.begin()); };
  switch (which) {
    case BarSeries::open:
      return copy(bars.open);
    case BarSeries::high:
      return copy(bars.high);
    case BarSeries::low:
      return copy(bars.low);
    case BarSeries::close:
      return copy(bars.close);
    case BarSeries::volume:
      return copy(bars.volume);
    case BarSeries::returns:
      return compute_returns(bars.close, out);
    default:
      break;
  }
  for (std::size_t bar = 0; bar < out.size(); ++bar) {
    const double range = which < BarSeries::hour ? bars.high[bar] + bars.low[bar] : 0;
    switch (which) {
      case BarSeries::hl2:
        out[bar] = range / 2;
        break;
      case BarSeries::typical:
        out[bar] = (range + bars.close[bar]) / 3;
        break;
      case BarSeries::ohlc4:
        out[bar] = (range + bars.open[bar] + bars.close[bar]) / 4;
        break;
      default:
        out[bar] = clock_value(which, BarTime(std::chrono::microseconds(bars.time[bar])));
    }
  }
}

void compute_series(const GraphNode& node, std::span<const double> numbers, const BarsView& bars,
                    const NodeInputs& inputs, std::span<const std::span<double>> rows) {
  const auto out = rows[0];
  switch (node.operation) {
    case Operation::number:
      std::fill(out.begin(), out.end(), numbers[0]);
      return;
    case Operation::column:
      return compute_column(static_cast<BarSeries>(node.index), bars, out);
    case Operation::indicator:
      return node.indicator->compute(inputs.rows[0], bars, numbers, rows);
    case Operation::output:
      std::copy_n(inputs.rows[0].begin(), out.size(), out.begin());
      return;
    case Operation::shift:
      return shift_row(inputs.rows[0], numbers[0], out);
    case Operation::bars_since:
      return compute_bars_since(*inputs.conditions[0], out);
    case Operation::count:
      return compute_count(*inputs.conditions[0], numbers[0], out);
    default:
      return compute_arithmetic(node.operation, inputs, out);
  }
}

}  // namespace quant
