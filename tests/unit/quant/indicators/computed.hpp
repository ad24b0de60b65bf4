// Runs indicators by name, and bars to run them on.
#pragma once

#include <string>
#include <vector>

#include "quant/indicators/indicator.hpp"
#include "quant/series/bars.hpp"

using Columns = std::vector<std::vector<double>>;

// All outputs of an indicator; those with input series are computed from the closes.
Columns compute(const std::string& name, const std::vector<double>& parameters, const quant::BarsView& bars);
// The only output of an indicator of one series.
std::vector<double> compute_series(const std::string& name, const std::vector<double>& parameters,
                                   const std::vector<double>& series);
std::vector<double> default_parameters(const quant::Indicator& indicator);

// examples/sp500_daily.csv: 5,031 bars.
const quant::Bars& sp500_bars();
// Columns open, high, low, close, volume after `skip` others, below a header line. No bars when there is no file.
quant::Bars read_bars(const std::string& path, std::size_t skip);
// Closes by a random walk from `seed`, highs and lows around them, volumes 1'000 .. 100'999.
quant::Bars random_bars(std::uint64_t seed, std::size_t count);
