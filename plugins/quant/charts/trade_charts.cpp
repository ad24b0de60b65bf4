#include "quant/charts/trade_charts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "quant/charts/encoding.hpp"
#include "quant/charts/histogram.hpp"

namespace quant {
namespace {

using nlohmann::json;

std::string winners_text(std::span<const double> returns) {
  const auto winners = std::count_if(returns.begin(), returns.end(), [](double value) { return value > 0; });
  return fmt::format("{} of {} trades won", winners, count_text(returns.size()));
}

json excursion_rows(const ExcursionChart& input, std::size_t stride) {
  auto rows = json::array();
  for (std::size_t i = 0; i < input.returns.size(); i += stride) {
    rows.push_back({{"adverse", chart_number(input.adverse[i])},
                    {"favourable", chart_number(input.favourable[i])},
                    {"return", chart_number(input.returns[i])},
                    {"outcome", input.returns[i] > 0 ? "Won" : "Lost"}});
  }
  return rows;
}

}  // namespace

json trade_return_chart(std::span<const double> returns, const ChartOptions& options) {
  constexpr auto kTitle = "Returns of trades";
  const auto bins = histogram_of(returns, true);
  if (bins.empty()) { return no_data_chart(kTitle, "there are no trades", options); }
  const auto subtitle = winners_text(returns);
  auto chart = chart_frame({.title = kTitle,
                            .subtitle = subtitle,
                            .description = fmt::format("Histogram of trade returns: {}.", subtitle)},
                           options);
  chart["layer"] = json::array({histogram_layer(bins, "Return", ChartUnit::fraction,
                                                colour_channel("sign", json::array({"0 and above", "below 0"})))});
  return chart;
}

json excursion_chart(const ExcursionChart& input, const ChartOptions& options) {
  constexpr auto kTitle = "Adverse excursion of trades";
  const auto trades = input.returns.size();
  if (input.adverse.size() != trades || input.favourable.size() != trades) {
    throw std::invalid_argument(
        fmt::format("excursions: {} adverse, {} favourable and {} returns; one a trade is needed",
                    input.adverse.size(), input.favourable.size(), trades));
  }
  if (trades == 0) { return no_data_chart(kTitle, "there are no trades", options); }
  const auto subtitle = winners_text(input.returns);
  auto chart = chart_frame({.title = kTitle,
                            .subtitle = subtitle,
                            .description = fmt::format(
                                "Scatter plot of the maximum adverse excursion against the return: {}.", subtitle)},
                           options);
  const auto most = std::max<std::size_t>(options.max_points, 1);
  chart["data"]["values"] = excursion_rows(input, (trades + most - 1) / most);
  chart["mark"] = {{"type", "point"}, {"filled", true}, {"size", 35}, {"opacity", 0.75}};
  const auto outcomes = json::array({"Won", "Lost"});
  chart["encoding"] = {{"x", axis_channel("adverse", "Maximum adverse excursion", ChartUnit::fraction)},
                       {"y", axis_channel("return", "Return", ChartUnit::fraction)},
                       {"color", colour_channel("outcome", outcomes)},
                       {"shape", colour_channel("outcome", outcomes)},
                       {"tooltip", json::array({tooltip_of("adverse", "Adverse", ChartUnit::fraction),
                                                tooltip_of("favourable", "Favourable", ChartUnit::fraction),
                                                tooltip_of("return", "Return", ChartUnit::fraction)})}};
  return chart;
}

}  // namespace quant
