#include "quant/strategy/problem.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <vector>

namespace quant {
namespace {

// Levenshtein distance, one row at a time.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j + 1] + 1, row[j] + 1, replaced});
    }
  }
  return row.back();
}

}  // namespace

std::string StrategyProblem::text() const {
  if (column == 0) { return fmt::format("{}: {}", field, message); }
  return fmt::format("{}, column {}: {}", field, column, message);
}

std::string did_you_mean(std::string_view found, std::span<const std::string_view> candidates) {
  constexpr std::size_t kLongestName = 64;  // the work is the product of the lengths
  if (found.size() > kLongestName) { return ""; }
  std::size_t nearest = std::max<std::size_t>(1, found.size() / 3) + 1;
  std::string_view best;
  for (const auto candidate : candidates) {
    const auto distance = edit_distance(found, candidate);
    if (distance < nearest) {
      nearest = distance;
      best = candidate;
    }
  }
  return best.empty() ? "" : fmt::format(", did you mean {}?", best);
}

}  // namespace quant
