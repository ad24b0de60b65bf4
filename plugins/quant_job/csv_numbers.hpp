// How the CSV artifacts write numbers: in the shortest form that reads back to the same double; what has no value
// is an empty cell. Fast: a grid has millions of cells. Pure; any thread; header only.
#pragma once

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>

namespace quant_job {

template <typename Number>
void append_digits(std::string& csv, Number number) {
  std::array<char, 32> digits;  // NOLINT: filled by to_chars
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  csv.append(digits.data(), end);
}

inline void append_number(std::string& csv, double value) {
  if (std::isfinite(value)) { append_digits(csv, value); }
}

// Never "1e+05".
inline void append_whole(std::string& csv, double value) {
  if (std::abs(value) < 0x1p53) {
    append_digits(csv, static_cast<std::int64_t>(value));
  } else {
    append_number(csv, value);
  }
}

}  // namespace quant_job
