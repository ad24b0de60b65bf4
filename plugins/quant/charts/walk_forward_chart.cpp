#include "quant/charts/walk_forward_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace quant {
namespace {

using nlohmann::json;

constexpr auto kInSample = "In sample";
constexpr auto kOutOfSample = "Out of sample";

json fold_rows(const std::vector<WalkForwardBar>& folds) {
  auto rows = json::array();
  for (std::size_t i = 0; i < folds.size(); ++i) {
    const auto& fold = folds[i];
    const auto test = date_text(fold.test_begin_us) + " to " + date_text(fold.test_end_us);
    for (const bool in_sample : {true, false}) {
      rows.push_back({{"fold", i + 1},
                      {"test", test},
                      {"sample", in_sample ? kInSample : kOutOfSample},
                      {"value", chart_number(in_sample ? fold.in_sample : fold.out_of_sample)}});
    }
  }
  return rows;
}

std::string folds_subtitle(const WalkForwardChart& input) {
  const auto positive = std::count_if(input.folds.begin(), input.folds.end(),
                                      [](const WalkForwardBar& fold) { return fold.out_of_sample > 0; });
  auto text = fmt::format("{} of {} folds above zero out of sample", positive, input.folds.size());
  if (std::isfinite(input.efficiency)) {
    text += fmt::format(", walk-forward efficiency {:.2f}", input.efficiency);
  }
  return text;
}

}  // namespace

json walk_forward_chart(const WalkForwardChart& input, const ChartOptions& options) {
  if (input.folds.empty()) { return no_data_chart("Walk-forward", "there are no folds", options); }
  const auto subtitle = folds_subtitle(input);
  const auto title = fmt::format("Walk-forward: {}", input.metric);
  auto chart =
      chart_frame({.title = title,
                   .subtitle = subtitle,
                   .description = fmt::format("Bar chart of {} in and out of sample: {}.", input.metric, subtitle)},
                  options);
  const auto samples = json::array({kInSample, kOutOfSample});
  chart["data"]["values"] = fold_rows(input.folds);
  chart["mark"] = {{"type", "bar"}};
  chart["encoding"] = {
      {"x",
       {{"field", "fold"},
        {"type", "ordinal"},
        {"title", "Fold"},
        {"axis", {{"labelAngle", 0}, {"labelOverlap", "greedy"}}}}},
      {"xOffset", {{"field", "sample"}, {"type", "nominal"}, {"sort", samples}}},
      {"y", axis_channel("value", input.metric, input.unit, true)},
      {"color", colour_channel("sample", samples)},
      {"tooltip",
       json::array({tooltip_of("fold", "Fold", ChartUnit::count), tooltip_of_text("test", "Test"),
                    tooltip_of_text("sample", "Sample"), tooltip_of("value", input.metric, input.unit)})}};
  return chart;
}

}  // namespace quant
