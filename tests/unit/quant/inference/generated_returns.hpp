// Returns that an independent program can make too (splitmix64, twelve uniforms minus six), so that its numbers are
// expected here without a file.
#pragma once

#include <cstdint>
#include <vector>

#include "quant/inference/return_columns.hpp"

struct GeneratedReturns {
  std::vector<double> values;
  std::size_t rows;
  std::size_t columns;
  [[nodiscard]] quant::ReturnColumns view() const { return {values, rows, columns}; }
};

// Each column is first-order autoregressive with coefficient `memory` and innovations of sd 0.01; column 1 has
// `edge` added to every return.
GeneratedReturns generate_returns(std::uint64_t seed, std::size_t rows, std::size_t columns, double memory,
                                  double edge = 0);

// ../shared/data/pbo_input_T480_N20.csv; no rows when the file is not there.
GeneratedReturns read_pbo_input();

GeneratedReturns without_column(const GeneratedReturns& returns, std::size_t column);
