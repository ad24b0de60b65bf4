// Candlesticks with marked trades and patterns. Candles are black and white (rising hollow, falling filled), so
// that colour is left for the marks. Called by patterns and by whoever shows the trades of a strategy. Pure
// function, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "quant/charts/chart.hpp"
#include "quant/series/bars.hpp"

namespace quant {

enum class CandleMark { long_entry, long_exit, short_entry, short_exit, pattern };

struct MarkedBar {
  std::size_t bar;  // of the bars given; a mark outside is not drawn
  CandleMark mark = CandleMark::pattern;
  double price = 0;    // of the trade; a pattern is drawn above the high of its candle whatever this is
  std::string text{};  // the name of the pattern, in the tooltip
};

struct CandleChart {
  std::string name;  // of the series
  BarsView bars;     // the part to be shown; see BarsView::slice
  std::vector<MarkedBar> marks;
  // More bars than this are joined, evenly, into candles of several: first open, highest high, lowest low, last
  // close.
  std::size_t max_candles = 250;
};

// Of more than max_points marks the first max_points are drawn; the subtitle says so.
nlohmann::json candle_chart(const CandleChart& input, const ChartOptions& options = {});

}  // namespace quant
