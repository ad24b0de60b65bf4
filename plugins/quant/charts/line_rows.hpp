// The rows of a line chart: several lines over one time axis, each thinned by itself. Pure function, any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <span>
#include <string>

namespace quant {

struct ChartLine {
  std::string name;
  std::span<const double> values;  // one a bar
};

// Rows {time, value, line}, at most `points` a line (see thin_line), in order of time within each line. Lines
// without values are left out. time: microseconds since 1970, UTC, one a bar; a line of another length throws
// std::invalid_argument.
nlohmann::json line_rows(std::span<const std::int64_t> time, std::span<const ChartLine> lines, std::size_t points);

}  // namespace quant
