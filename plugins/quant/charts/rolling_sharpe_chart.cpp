#include "quant/charts/rolling_sharpe_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "quant/charts/encoding.hpp"
#include "quant/charts/line_rows.hpp"
#include "quant/numeric/exact_prefix_sums.hpp"

namespace quant {
namespace {

using nlohmann::json;

json rolling_line_layer(const RollingSharpeChart& input, json rows) {
  return {{"data", {{"values", std::move(rows)}}},
          {"mark", {{"type", "line"}, {"style", "primary"}}},
          {"encoding",
           {{"x", time_channel()},
            {"y", axis_channel("value", "Sharpe ratio", ChartUnit::number, true)},
            {"tooltip",
             json::array({tooltip_of_time(input.time), tooltip_of("value", "Sharpe ratio", ChartUnit::number)})}}}};
}

json zero_line_layer() {
  return {{"data", {{"values", json::array({{{"value", 0}}})}}},
          {"mark", {{"type", "rule"}, {"style", "reference"}}},
          {"encoding", {{"y", axis_channel("value", "Sharpe ratio", ChartUnit::number, true)}}}};
}

}  // namespace

std::vector<double> rolling_sharpe(std::span<const double> equity, std::size_t window, double periods_per_year) {
  if (window < 2) { throw std::invalid_argument(fmt::format("window: {}; at least 2 returns are needed", window)); }
  std::vector<double> result(equity.size(), std::numeric_limits<double>::quiet_NaN());
  if (equity.size() <= window) { return result; }
  std::vector<double> returns;
  std::vector<double> squares;
  for (std::size_t bar = 1; bar < equity.size(); ++bar) {
    returns.push_back(equity[bar] / equity[bar - 1] - 1);
    squares.push_back(returns.back() * returns.back());
  }
  const ExactPrefixSums sums(returns);
  const ExactPrefixSums square_sums(squares);
  const auto count = static_cast<double>(window);
  for (std::size_t end = window; end <= returns.size(); ++end) {
    const double mean = sums.sum(end - window, end) / count;
    const double squared = square_sums.sum(end - window, end);
    const double variance = (squared - count * mean * mean) / (count - 1);
    // What rounding leaves of returns that are all equal is no variance.
    if (variance > 1e-14 * squared) { result[end] = mean / std::sqrt(variance) * std::sqrt(periods_per_year); }
  }
  return result;
}

json rolling_sharpe_chart(const RollingSharpeChart& input, const ChartOptions& options) {
  const auto title = fmt::format("Sharpe ratio of the last {} bars", count_text(input.window));
  const auto values = rolling_sharpe(input.equity, input.window, input.periods_per_year);
  const auto with_value =
      std::count_if(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
  if (with_value == 0) { return no_data_chart(title, "no window has a value", options); }
  const std::array lines{ChartLine{"Sharpe ratio", values}};
  auto rows = line_rows(input.time, lines, options.max_points);
  const auto above = std::count_if(values.begin(), values.end(), [](double value) { return value > 0; });
  const auto subtitle =
      fmt::format("above zero in {}",
                  figure_text(static_cast<double>(above) / static_cast<double>(with_value), ChartUnit::fraction));
  auto chart = chart_frame(
      {.title = title,
       .subtitle = subtitle + " of the windows",
       .description = fmt::format("Line chart of the Sharpe ratio over {} bars, from {} to {}: {} of the windows.",
                                  count_text(input.window), date_text(input.time.front()),
                                  date_text(input.time.back()), subtitle)},
      options);
  chart["height"] = 200;
  chart["layer"] = json::array({zero_line_layer(), rolling_line_layer(input, std::move(rows))});
  return chart;
}

}  // namespace quant
