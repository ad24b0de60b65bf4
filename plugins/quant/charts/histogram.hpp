// Counts of values in bins of equal width, for the charts that show a distribution. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <span>
#include <vector>

#include "quant/charts/encoding.hpp"

namespace quant {

struct HistogramBin {
  double from;  // included
  double to;    // not included, but in the last bin
  std::size_t count;
};

// Width: Freedman and Diaconis (1981), 2 IQR / cube root of n, between 5 and 60 bins; when the quartiles are equal,
// 20 bins. With `edge_at_zero` zero is the edge of a bin, so that signs do not mix. Values that are not finite are
// left out; equal values are one bin.
std::vector<HistogramBin> histogram_of(std::span<const double> values, bool edge_at_zero = false);

// Rows {from, to, count, sign}; sign: "below 0" or "0 and above", by the lower edge.
nlohmann::json histogram_rows(const std::vector<HistogramBin>& bins);

// The layer of bars over such rows. colour: the channel, null for the theme's first colour.
nlohmann::json histogram_layer(const std::vector<HistogramBin>& bins, const std::string& title, ChartUnit unit,
                               const nlohmann::json& colour = nullptr);

}  // namespace quant
