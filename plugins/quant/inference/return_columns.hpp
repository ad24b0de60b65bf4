// The returns of many strategies over the same bars: a view, one column per strategy, each column contiguous. Plain
// data; the values must outlive it.
#pragma once

#include <cstddef>
#include <span>

namespace quant {

struct ReturnColumns {
  std::span<const double> values;  // rows * columns: the first strategy's returns, then the second's, ...
  std::size_t rows = 0;            // bars, in order of time
  std::size_t columns = 0;         // strategies

  [[nodiscard]] std::span<const double> column(std::size_t index) const {
    return values.subspan(index * rows, rows);
  }
  // Throws std::invalid_argument when the size is not rows * columns, or names the first value that is not finite:
  // a hole in one column would shift the others against it.
  void check() const;
};

}  // namespace quant
