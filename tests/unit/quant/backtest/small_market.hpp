// A few bars and signals, written by hand in tests.
#pragma once

#include <string_view>
#include <vector>

#include "quant/backtest/signals.hpp"
#include "quant/series/bars.hpp"

struct Ohlc {
  double open, high, low, close;
};

inline quant::Bars bars_of(const std::vector<Ohlc>& rows) {
  quant::Bars bars;
  for (const auto& row : rows) {
    bars.time.push_back(static_cast<std::int64_t>(bars.time.size()) * 86'400'000'000);
    bars.open.push_back(row.open);
    bars.high.push_back(row.high);
    bars.low.push_back(row.low);
    bars.close.push_back(row.close);
    bars.volume.push_back(0);
  }
  return bars;
}

// Bars that stand at one price each.
inline quant::Bars bars_at(const std::vector<double>& prices) {
  std::vector<Ohlc> rows;
  for (const double price : prices) { rows.push_back({price, price, price, price}); }
  return bars_of(rows);
}

// "0100": a signal at bar 1 of four.
inline quant::BitSeries bits(std::string_view text) {
  quant::BitSeries series(text.size());
  for (std::size_t bar = 0; bar < text.size(); ++bar) { series.set(bar, text[bar] == '1'); }
  return series;
}
