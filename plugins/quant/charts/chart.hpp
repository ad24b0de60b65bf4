// What all charts share: a Vega-Lite v5 specification (https://vega.github.io/schema/vega-lite/v5.json) with its
// data inline, as wide as the element it is put in, with a title and a description for screen readers. Called by
// the charts of this folder; the job types call those and put what they get into their results. Every number is
// finite or null. Without data a chart says so instead of being empty. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>

#include "quant/charts/theme.hpp"

namespace quant {

struct ChartOptions {
  ChartTheme theme = ChartTheme::light;
  std::string title{};             // in place of the chart's own
  std::size_t max_points = 1'000;  // of each line, candles, trials of a scatter plot ...; at least 3
};

struct ChartText {
  std::string title;
  std::string subtitle;     // may be empty
  std::string description;  // the chart in one or two sentences, with its figures
};

// Everything but marks, encodings and data.
nlohmann::json chart_frame(const ChartText& text, const ChartOptions& options);

// A chart of nothing but the words "no data" and the reason.
nlohmann::json no_data_chart(const std::string& title, const std::string& reason, const ChartOptions& options);

}  // namespace quant
