#include "unit/quant/sweep/expected_rows.hpp"

#include <fstream>
#include <sstream>

namespace {

std::vector<double> numbers_of(const std::string& line, std::size_t first_column) {
  std::vector<double> numbers;
  std::istringstream cells(line);
  std::string cell;
  for (std::size_t column = 0; std::getline(cells, cell, ','); ++column) {
    if (column >= first_column) { numbers.push_back(std::stod(cell)); }
  }
  return numbers;
}

}  // namespace

ExpectedRows read_expected_rows(const std::string& path) {
  ExpectedRows rows;
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const auto row = numbers_of(line, 0);
    rows.pairs.push_back({static_cast<std::uint32_t>(row.at(0)), static_cast<std::uint32_t>(row.at(1))});
    rows.metrics.push_back({.total_return = row.at(2),
                            .sharpe = row.at(4),
                            .max_drawdown = row.at(5),
                            .trades = static_cast<std::uint32_t>(row.at(3))});
  }
  return rows;
}

std::vector<double> sp500_closes() {
  std::vector<double> closes;
  std::ifstream file(JOBHOST_SOURCE_DIR "/examples/sp500_daily.csv");
  std::string line;
  std::getline(file, line);
  // Date,Open,High,Low,Close,Adj Close,Volume
  while (std::getline(file, line)) { closes.push_back(numbers_of(line, 1).at(3)); }
  return closes;
}
