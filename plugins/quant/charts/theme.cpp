#include "quant/charts/theme.hpp"

#include <utility>

namespace quant {
namespace {

using nlohmann::json;

struct ChartColours {
  const char* background;
  const char* text;
  const char* quiet_text;
  const char* grid;
  const char* quiet;  // what stays behind: the other trials
  const char* loss;
  const char* highlight;
  const char* wick;
  json category;
  json diverging;
};

// Okabe and Ito's colours, the blue first; yellow is too faint on white.
ChartColours light_colours() {
  return {.background = "#ffffff",
          .text = "#1f2328",
          .quiet_text = "#57606a",
          .grid = "#e4e7eb",
          .quiet = "#8c959f",
          .loss = "#d55e00",
          .highlight = "#d55e00",
          .wick = "#57606a",
          .category =
              json::array({"#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#6e5a00", "#6e7781"}),
          .diverging = json::array({"#e08214", "#fdb863", "#fee0b6", "#f7f7f7", "#d1e5f0", "#92c5de", "#5aa3d0"})};
}

// The same hues, lighter, on near black. Signs run from the page to colours that white figures can be read on.
ChartColours dark_colours() {
  return {.background = "#14171c",
          .text = "#e6e9ee",
          .quiet_text = "#a0a8b3",
          .grid = "#2c323a",
          .quiet = "#7d8590",
          .loss = "#f0803c",
          .highlight = "#f0803c",
          .wick = "#a0a8b3",
          .category =
              json::array({"#56b4e9", "#e69f00", "#2fbf91", "#e6a3cb", "#f0803c", "#f0e442", "#8fb3ff", "#b8bec7"}),
          .diverging = json::array({"#b35806", "#8a4a12", "#5c3a1a", "#22272e", "#1d3f5e", "#27608c", "#2f7fb5"})};
}

// Of the colour properties only `color` of a style is stronger than Vega-Lite's own defaults.
json chart_styles(const ChartColours& colours) {
  return {
      {"primary", {{"color", colours.category[0]}}},
      {"underwater", {{"color", colours.loss}, {"fillOpacity", 0.25}}},
      {"highlight", {{"color", colours.highlight}}},
      {"highlight_label", {{"color", colours.text}, {"fontSize", 11}, {"fontWeight", "bold"}}},
      {"reference", {{"color", colours.quiet_text}, {"strokeDash", json::array({4, 3})}}},
      {"quiet", {{"color", colours.quiet}}},
      {"label", {{"color", colours.quiet_text}, {"fontSize", 11}}},
      {"cell_label", {{"color", colours.text}, {"fontSize", 10}}},
      {"best", {{"color", "#000000"}, {"filled", false}, {"strokeWidth", 2.5}}},  // the best cell is bright
      {"wick", {{"color", colours.wick}}},
      {"candle_up", {{"color", colours.background}, {"stroke", colours.wick}, {"strokeWidth", 1}}},
      {"candle_down", {{"color", colours.wick}, {"stroke", colours.wick}, {"strokeWidth", 1}}},
      {"no_data", {{"color", colours.quiet_text}, {"fontSize", 16}}},
  };
}

json axis_config(const ChartColours& colours) {
  return {{"labelColor", colours.quiet_text},
          {"titleColor", colours.quiet_text},
          {"titleFontWeight", "normal"},
          {"gridColor", colours.grid},
          {"domainColor", colours.grid},
          {"tickColor", colours.grid},
          {"labelFontSize", 11},
          {"titleFontSize", 11}};
}

}  // namespace

json chart_config(ChartTheme theme) {
  const auto colours = theme == ChartTheme::light ? light_colours() : dark_colours();
  return {
      {"background", colours.background},
      {"font", "system-ui, sans-serif"},
      {"view", {{"stroke", nullptr}}},
      {"title",
       {{"anchor", "start"},
        {"color", colours.text},
        {"fontSize", 14},
        {"subtitleColor", colours.quiet_text},
        {"subtitleFontSize", 12},
        {"offset", 12}}},
      {"axis", axis_config(colours)},
      {"legend",
       {{"orient", "top"}, {"title", nullptr}, {"labelColor", colours.text}, {"titleColor", colours.quiet_text}}},
      {"line", {{"strokeWidth", 1.5}}},
      {"range",
       {{"category", colours.category},
        {"heatmap", {{"scheme", "viridis"}}},
        {"ramp", {{"scheme", "viridis"}}},
        {"diverging", colours.diverging}}},
      {"style", chart_styles(colours)},
  };
}

json with_theme(json chart, ChartTheme theme) {
  chart["config"] = chart_config(theme);
  return chart;
}

}  // namespace quant
