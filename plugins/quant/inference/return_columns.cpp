#include "quant/inference/return_columns.hpp"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>

namespace quant {

void ReturnColumns::check() const {
  if (values.size() != rows * columns) {
    throw std::invalid_argument(
        fmt::format("returns: {} values are not {} rows by {} columns; give every strategy "
                    "one return per bar",
                    values.size(), rows, columns));
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) {
      throw std::invalid_argument(
          fmt::format("returns: row {} of column {} is {}; give every bar a finite return "
                      "(0 where the strategy was not invested)",
                      i % rows, i / rows, values[i]));
    }
  }
}

}  // namespace quant
