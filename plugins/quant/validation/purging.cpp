#include "quant/validation/purging.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace quant {
namespace {

void check_label_ends(std::size_t bars, std::span<const std::size_t> label_end) {
  if (label_end.size() != bars) {
    throw std::invalid_argument(
        fmt::format("label_end: {} entries for {} bars; one a bar is needed", label_end.size(), bars));
  }
  for (std::size_t bar = 0; bar < bars; ++bar) {
    if (label_end[bar] <= bar) {
      throw std::invalid_argument(
          fmt::format("label_end: {} at bar {}; it must be larger than its bar", label_end[bar], bar));
    }
  }
}

// First bar that no label of the test covers. Saturates, as a holding may be longer than the series.
std::size_t last_label_end(std::size_t bars, const IndexRange& test, const Purging& purging) {
  if (purging.label_end.empty()) { return test.end + std::min(purging.holding_bars, bars); }
  const auto labels = purging.label_end.subspan(test.begin, test.size());
  return std::min(*std::max_element(labels.begin(), labels.end()), bars);
}

void exclude_labels_into(const IndexRange& test, const Purging& purging, std::vector<IndexRange>& excluded) {
  if (purging.label_end.empty()) {
    excluded.push_back({test.begin - std::min(purging.holding_bars, test.begin), test.begin});
    return;
  }
  for (std::size_t bar = 0; bar < test.begin; ++bar) {
    if (purging.label_end[bar] > test.begin) { excluded.push_back({bar, bar + 1}); }
  }
}

}  // namespace

std::vector<IndexRange> purged_train_ranges(std::size_t bars, const std::vector<IndexRange>& test,
                                            const Purging& purging) {
  if (!purging.label_end.empty()) { check_label_ends(bars, purging.label_end); }
  std::vector<IndexRange> excluded;
  for (const auto& range : test) {
    exclude_labels_into(range, purging, excluded);
    const std::size_t embargo = std::min(purging.embargo_bars, bars);
    excluded.push_back({range.begin, last_label_end(bars, range, purging) + embargo});
  }
  return remaining_ranges(bars, std::move(excluded));
}

std::size_t embargo_bars_of(double fraction, std::size_t bars) {
  if (!(fraction >= 0 && fraction < 1)) {
    throw std::invalid_argument(
        fmt::format("embargo: the fraction is {}; it must be at least 0 and below 1", fraction));
  }
  return static_cast<std::size_t>(fraction * static_cast<double>(bars));
}

}  // namespace quant
