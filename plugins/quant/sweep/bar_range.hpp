// A stretch of bars. Plain data.
#pragma once

#include <cstddef>

namespace quant {

// The bars [begin, end).
struct BarRange {
  std::size_t begin = 0, end = 0;
  [[nodiscard]] std::size_t size() const noexcept { return end - begin; }
  friend bool operator==(const BarRange&, const BarRange&) = default;
};

}  // namespace quant
