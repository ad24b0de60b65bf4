#include "unit/quant/indicators/computed.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "unit/quant/generated_prices.hpp"

std::vector<double> default_parameters(const quant::Indicator& indicator) {
  std::vector<double> values;
  for (const auto& parameter : indicator.parameters) { values.push_back(parameter.default_value); }
  return values;
}

Columns compute(const std::string& name, const std::vector<double>& parameters, const quant::BarsView& bars) {
  const auto* indicator = quant::find_indicator(name);
  if (indicator == nullptr) { throw std::invalid_argument("no indicator " + name); }
  Columns outputs(indicator->outputs.size(), std::vector<double>(bars.size(), -12345));
  std::vector<std::span<double>> spans(outputs.begin(), outputs.end());
  const bool series = indicator->input == quant::IndicatorInput::series;
  indicator->compute(series ? bars.close : std::span<const double>{}, bars, parameters, spans);
  return outputs;
}

std::vector<double> compute_series(const std::string& name, const std::vector<double>& parameters,
                                   const std::vector<double>& series) {
  quant::BarsView bars;
  bars.close = series;
  return compute(name, parameters, bars).front();
}

quant::Bars read_bars(const std::string& path, std::size_t skip) {
  quant::Bars bars;
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    std::vector<std::string> row;
    for (std::string cell; std::getline(cells, cell, ',');) { row.push_back(cell); }
    bars.time.push_back(static_cast<std::int64_t>(bars.time.size()));
    bars.open.push_back(std::stod(row.at(skip)));
    bars.high.push_back(std::stod(row.at(skip + 1)));
    bars.low.push_back(std::stod(row.at(skip + 2)));
    bars.close.push_back(std::stod(row.at(skip + 3)));
    bars.volume.push_back(std::stod(row.back()));
  }
  return bars;
}

const quant::Bars& sp500_bars() {
  static const auto kBars = read_bars(JOBHOST_SOURCE_DIR "/examples/sp500_daily.csv", 1);
  return kBars;
}

quant::Bars random_bars(std::uint64_t seed, std::size_t count) {
  Random random(seed);
  quant::Bars bars;
  bars.close = generate_prices(random, PriceKind::walk, count);
  for (std::size_t i = 0; i < count; ++i) {
    const double close = bars.close[i];
    const double open = i == 0 ? close : bars.close[i - 1];
    bars.time.push_back(static_cast<std::int64_t>(i));
    bars.open.push_back(open);
    bars.high.push_back(std::max(open, close) * (1 + 0.01 * random.unit()));
    bars.low.push_back(std::min(open, close) * (1 - 0.01 * random.unit()));
    bars.volume.push_back(1'000 + random.below(100'000));
  }
  return bars;
}
