#include "quant/charts/rank_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "quant/charts/encoding.hpp"

namespace quant {
namespace {

using nlohmann::json;

// The newest rank that there is; infinite when it never was ranked.
double last_rank(const RankHistory& history) {
  for (std::size_t i = history.ranks.size(); i-- > 0;) {
    if (std::isfinite(history.ranks[i])) { return history.ranks[i]; }
  }
  return INFINITY;
}

// Those that are drawn, the best first.
std::vector<RankHistory> leaders(const RankChart& input) {
  std::vector<RankHistory> ranked;
  for (const auto& history : input.strategies) {
    if (history.ranks.size() != input.time.size()) {
      throw std::invalid_argument(fmt::format("{}: {} ranks for {} dates; one a date is needed", history.strategy,
                                              history.ranks.size(), input.time.size()));
    }
    if (std::isfinite(last_rank(history))) { ranked.push_back(history); }
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const RankHistory& a, const RankHistory& b) { return last_rank(a) < last_rank(b); });
  if (ranked.size() > input.max_strategies) { ranked.resize(input.max_strategies); }
  return ranked;
}

json rank_rows(const RankChart& input, const std::vector<RankHistory>& drawn, std::size_t stride) {
  auto rows = json::array();
  for (const auto& history : drawn) {
    for (std::size_t i = 0; i < input.time.size(); ++i) {
      if (i % stride != 0 && i + 1 != input.time.size()) { continue; }
      rows.push_back({{"time", chart_time(input.time[i])},
                      {"rank", chart_number(history.ranks[i])},
                      {"strategy", history.strategy}});
    }
  }
  return rows;
}

json rank_axis() {
  auto y = axis_channel("rank", "Rank", ChartUnit::count);
  y["scale"] = {{"reverse", true}, {"zero", false}, {"nice", false}, {"padding", 14}};
  y["axis"]["tickMinStep"] = 1;
  return y;
}

}  // namespace

json rank_chart(const RankChart& input, const ChartOptions& options) {
  const auto drawn = leaders(input);
  if (drawn.empty()) { return no_data_chart("Rank history", "no strategy was ranked", options); }
  const auto subtitle = fmt::format("{} of {} strategies, {} rankings; leading: {}", drawn.size(),
                                    input.strategies.size(), input.time.size(), drawn.front().strategy);
  auto chart = chart_frame(
      {.title = "Rank history",
       .subtitle = subtitle,
       .description = fmt::format("Line chart of ranks from {} to {}: {}.", date_text(input.time.front()),
                                  date_text(input.time.back()), subtitle)},
      options);
  auto names = json::array();
  for (const auto& history : drawn) { names.push_back(history.strategy); }
  auto colour = colour_channel("strategy", names);
  colour["legend"] = {{"title", nullptr}, {"orient", "right"}};  // in the order of the lines' ends
  const std::size_t most = std::max<std::size_t>(options.max_points, 1);
  const std::size_t stride = std::max<std::size_t>((input.time.size() + most - 1) / most, 1);
  const bool few = input.time.size() <= 40;
  chart["data"]["values"] = rank_rows(input, drawn, stride);
  chart["mark"] = {
      {"type", "line"}, {"strokeWidth", 2}, {"point", few}, {"interpolate", few ? "monotone" : "step-after"}};
  chart["encoding"] = {
      {"x", time_channel()},
      {"y", rank_axis()},
      {"color", std::move(colour)},
      {"tooltip", json::array({tooltip_of_time(input.time), tooltip_of("rank", "Rank", ChartUnit::count),
                               tooltip_of_text("strategy", "Strategy")})}};
  return chart;
}

}  // namespace quant
