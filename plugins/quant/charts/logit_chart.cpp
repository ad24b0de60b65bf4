#include "quant/charts/logit_chart.hpp"

#include <fmt/format.h>

#include "quant/charts/histogram.hpp"

namespace quant {

nlohmann::json logit_chart(const LogitChart& input, const ChartOptions& options) {
  using nlohmann::json;
  constexpr auto kTitle = "Probability of backtest overfitting";
  const auto bins = histogram_of(input.logits, true);
  if (bins.empty()) { return no_data_chart(kTitle, "there are no splits", options); }
  const auto subtitle =
      fmt::format("{} of {} splits: the best in sample ends below the median out of sample (luck: 50 %)",
                  figure_text(input.pbo, ChartUnit::fraction), count_text(input.logits.size()));
  auto chart =
      chart_frame({.title = kTitle,
                   .subtitle = subtitle,
                   .description = fmt::format("Histogram of the logits of the out-of-sample rank: {}.", subtitle)},
                  options);
  auto colour = colour_channel("sign", json::array({"0 and above", "below 0"}));
  chart["layer"] =
      json::array({histogram_layer(bins, "Logit of the rank out of sample", ChartUnit::number, colour)});
  return chart;
}

}  // namespace quant
