#include "quant/series/bar_problems.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <stdexcept>
#include <string_view>

namespace quant {
namespace {

struct NamedColumn {
  std::string_view name;
  std::span<const double> values;
};

std::array<NamedColumn, 4> price_columns(const BarsView& bars) {
  return {{{"open", bars.open}, {"high", bars.high}, {"low", bars.low}, {"close", bars.close}}};
}

void note_lengths(const BarsView& bars, std::vector<std::string>& problems) {
  const auto note = [&](std::string_view name, std::size_t size) {
    if (size != bars.time.size()) {
      problems.push_back(fmt::format("column {}: {} values, column time has {}", name, size, bars.time.size()));
    }
  };
  for (const auto& column : price_columns(bars)) { note(column.name, column.values.size()); }
  note("volume", bars.volume.size());
}

void note_prices(const BarsView& bars, std::size_t bar, std::vector<std::string>& problems) {
  for (const auto& [name, values] : price_columns(bars)) {
    const double value = values[bar];
    if (!std::isfinite(value)) {
      problems.push_back(fmt::format("bar {}: {}: {} is not a number; leave the bar out", bar, name, value));
    } else if (value <= 0) {
      problems.push_back(fmt::format("bar {}: {}: {} is not above 0", bar, name, value));
    }
  }
}

void note_order(const BarsView& bars, std::size_t bar, std::vector<std::string>& problems) {
  const double high = bars.high[bar];
  const double low = bars.low[bar];
  const auto note = [&](std::string_view name, double value, std::string_view relation, std::string_view other,
                        double limit) {
    problems.push_back(fmt::format("bar {}: {}: {} is {} {} {}", bar, name, value, relation, other, limit));
  };
  if (high < low) { return note("high", high, "below", "low", low); }
  for (const auto& [name, value] : {std::pair{"open", bars.open[bar]}, std::pair{"close", bars.close[bar]}}) {
    if (value > high) { note(name, value, "above", "high", high); }
    if (value < low) { note(name, value, "below", "low", low); }
  }
}

void note_bar(const BarsView& bars, std::size_t bar, std::vector<std::string>& problems) {
  if (bar > 0 && bars.time[bar] <= bars.time[bar - 1]) {
    problems.push_back(
        fmt::format("bar {}: time: {} is not after {}, the bar before", bar, bars.time[bar], bars.time[bar - 1]));
  }
  note_prices(bars, bar, problems);
  note_order(bars, bar, problems);
  if (!std::isfinite(bars.volume[bar]) || bars.volume[bar] < 0) {
    problems.push_back(fmt::format("bar {}: volume: {} must be 0 or more", bar, bars.volume[bar]));
  }
}

}  // namespace

std::vector<std::string> bar_problems(const BarsView& bars, std::size_t limit) {
  std::vector<std::string> problems;
  note_lengths(bars, problems);
  if (!problems.empty()) { return problems; }
  for (std::size_t bar = 0; bar < bars.size() && problems.size() < limit; ++bar) { note_bar(bars, bar, problems); }
  if (problems.size() > limit) { problems.resize(limit); }
  return problems;
}

void require_sound_bars(const BarsView& bars) {
  const auto problems = bar_problems(bars, 1);
  if (!problems.empty()) { throw std::invalid_argument(problems.front()); }
}

}  // namespace quant
