#include "quant/charts/line_rows.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "quant/charts/encoding.hpp"
#include "quant/charts/thinning.hpp"

namespace quant {

nlohmann::json line_rows(std::span<const std::int64_t> time, std::span<const ChartLine> lines, std::size_t points) {
  auto rows = nlohmann::json::array();
  for (const auto& line : lines) {
    if (line.values.empty()) { continue; }
    if (line.values.size() != time.size()) {
      throw std::invalid_argument(fmt::format("{}: {} values for {} bars; one a bar is needed", line.name,
                                              line.values.size(), time.size()));
    }
    for (const auto bar : thin_line(line.values, points)) {
      rows.push_back(
          {{"time", chart_time(time[bar])}, {"value", chart_number(line.values[bar])}, {"line", line.name}});
    }
  }
  return rows;
}

}  // namespace quant
