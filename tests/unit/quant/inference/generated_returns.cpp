#include "unit/quant/inference/generated_returns.hpp"

#include <fstream>
#include <sstream>
#include <string>

#include "unit/quant/generated_prices.hpp"

GeneratedReturns generate_returns(std::uint64_t seed, std::size_t rows, std::size_t columns, double memory,
                                  double edge) {
  Random random(seed);
  GeneratedReturns result{{}, rows, columns};
  for (std::size_t column = 0; column < columns; ++column) {
    double value = 0;
    for (std::size_t row = 0; row < rows; ++row) {
      double innovation = 0;
      for (int i = 0; i < 12; ++i) { innovation += random.unit(); }
      value = memory * value + (innovation - 6) * 0.01;
      result.values.push_back(value + (column == 1 ? edge : 0));
    }
  }
  return result;
}

GeneratedReturns read_pbo_input() {
  std::ifstream file(JOBHOST_SOURCE_DIR "/../shared/data/pbo_input_T480_N20.csv");
  std::vector<std::vector<double>> rows;
  for (std::string line; std::getline(file, line);) {
    std::istringstream cells(line);
    rows.emplace_back();
    for (std::string cell; std::getline(cells, cell, ',');) { rows.back().push_back(std::stod(cell)); }
  }
  GeneratedReturns result{{}, rows.size(), rows.empty() ? 0 : rows[0].size()};
  for (std::size_t column = 0; column < result.columns; ++column) {
    for (const auto& row : rows) { result.values.push_back(row.at(column)); }
  }
  return result;
}

GeneratedReturns without_column(const GeneratedReturns& returns, std::size_t column) {
  GeneratedReturns result{{}, returns.rows, returns.columns - 1};
  for (std::size_t i = 0; i < returns.columns; ++i) {
    const auto values = returns.view().column(i);
    if (i != column) { result.values.insert(result.values.end(), values.begin(), values.end()); }
  }
  return result;
}
