#include "quant/charts/equity_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "quant/charts/encoding.hpp"
#include "quant/charts/line_rows.hpp"

namespace quant {
namespace {

using nlohmann::json;

constexpr auto kStrategyLine = "Strategy";
constexpr auto kBuyHoldLine = "Buy and hold";

bool all_positive(std::span<const double> values) {
  return std::all_of(values.begin(), values.end(), [](double v) { return v > 0 || std::isnan(v); });
}

double total_gain(std::span<const double> values) {
  return values.empty() ? NAN : values.back() / values.front() - 1;
}

std::string equity_subtitle(const EquityChart& input, bool log_refused) {
  auto text = figure_text(total_gain(input.equity), ChartUnit::fraction);
  if (!input.buy_hold.empty()) {
    text += fmt::format(", buy and hold {}", figure_text(total_gain(input.buy_hold), ChartUnit::fraction));
  }
  if (log_refused) { text += "; linear scale, as the equity is not always above zero"; }
  return text;
}

}  // namespace

json equity_chart(const EquityChart& input, const ChartOptions& options) {
  if (input.equity.empty()) { return no_data_chart("Equity", "there are no bars", options); }
  const std::array lines{ChartLine{kStrategyLine, input.equity}, ChartLine{kBuyHoldLine, input.buy_hold}};
  auto rows = line_rows(input.time, lines, options.max_points);
  const bool log_scale = input.log_scale && all_positive(input.equity) && all_positive(input.buy_hold);
  const auto subtitle = equity_subtitle(input, input.log_scale && !log_scale);
  auto chart = chart_frame({.title = "Equity",
                            .subtitle = subtitle,
                            .description = fmt::format("Line chart of the equity from {} to {}, {} bars: {}.",
                                                       date_text(input.time.front()), date_text(input.time.back()),
                                                       count_text(input.equity.size()), subtitle)},
                           options);
  auto names = json::array({kStrategyLine});
  if (!input.buy_hold.empty()) { names.push_back(kBuyHoldLine); }
  auto y = axis_channel("value", "Equity", ChartUnit::money);
  if (log_scale) { y["scale"] = {{"type", "log"}, {"nice", false}}; }
  chart["data"]["values"] = std::move(rows);
  chart["mark"] = {{"type", "line"}};
  chart["encoding"] = {
      {"x", time_channel()},
      {"y", std::move(y)},
      {"color", colour_channel("line", names)},
      {"tooltip", json::array({tooltip_of_time(input.time), tooltip_of("value", "Equity", ChartUnit::money),
                               tooltip_of_text("line", "Line")})}};
  return chart;
}

}  // namespace quant
