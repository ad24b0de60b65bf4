#include "quant/strategy/problem.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace quant {
namespace {

// Levenshtein distance in which two neighbours that changed places count once (optimal string alignment).
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  std::vector<std::size_t> before = row;
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::vector<std::size_t> next(b.size() + 1, i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      next[j + 1] = std::min({next[j] + 1, row[j + 1] + 1, row[j] + (a[i] == b[j] ? 0 : 1)});
      const bool swapped = i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j];
      if (swapped) { next[j + 1] = std::min(next[j + 1], before[j - 1] + 1); }
    }
    before = std::exchange(row, std::move(next));
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
