#include "http/bars_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace jobhost {
namespace {

struct Column {
  std::string_view name;
  std::vector<double> Bars::*values;
};

constexpr std::array kColumns{Column{"open", &Bars::open}, Column{"high", &Bars::high}, Column{"low", &Bars::low},
                              Column{"close", &Bars::close}, Column{"volume", &Bars::volume}};

// A time with its quotes, and five numbers of at most 24 characters each, with their commas.
constexpr std::size_t kMostBytesPerBar = 30 + 5 * 25;

std::size_t fitting(const Bars& bars, std::size_t most_bytes) {
  return std::min(bars.size(), std::max<std::size_t>(1, most_bytes / kMostBytesPerBar));
}

}  // namespace

BarsText bars_as_columns(const Bars& bars, std::size_t most_bytes) {
  BarsText result{"{\"time\":[", fitting(bars, most_bytes)};
  auto out = std::back_inserter(result.text);
  for (std::size_t i = 0; i < result.bars; ++i) {
    fmt::format_to(out, "{}\"{}\"", i > 0 ? "," : "", format_rfc3339(from_micros(bars.time[i])));
  }
  for (const auto& column : kColumns) {
    fmt::format_to(out, "],\"{}\":[", column.name);
    const auto& values = bars.*column.values;
    for (std::size_t i = 0; i < result.bars; ++i) { fmt::format_to(out, "{}{}", i > 0 ? "," : "", values[i]); }
  }
  result.text += "]}";
  return result;
}

BarsText bars_as_csv(const Bars& bars, std::size_t most_bytes) {
  BarsText result{"time", fitting(bars, most_bytes)};
  auto out = std::back_inserter(result.text);
  for (const auto& column : kColumns) { fmt::format_to(out, ",{}", column.name); }
  result.text += '\n';
  for (std::size_t i = 0; i < result.bars; ++i) {
    result.text += format_rfc3339(from_micros(bars.time[i]));
    for (const auto& column : kColumns) { fmt::format_to(out, ",{}", (bars.*column.values)[i]); }
    result.text += '\n';
  }
  return result;
}

}  // namespace jobhost
