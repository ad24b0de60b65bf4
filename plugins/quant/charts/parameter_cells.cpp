#include "quant/charts/parameter_cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

namespace quant {
namespace {

bool evenly_spaced(const std::vector<double>& distinct) {
  const double step = distinct[1] - distinct[0];
  for (std::size_t i = 2; i < distinct.size(); ++i) {
    if (std::abs(distinct[i] - distinct[i - 1] - step) > 1e-6 * std::abs(step)) { return false; }
  }
  return true;
}

// The bin of each distinct value.
std::vector<std::size_t> bins_of_distinct(const std::vector<double>& distinct, std::size_t most) {
  std::vector<std::size_t> bins(distinct.size());
  const std::size_t group = (distinct.size() + most - 1) / most;
  const bool by_rank = group <= 1 || evenly_spaced(distinct);
  const double width = (distinct.back() - distinct.front()) / static_cast<double>(most);
  for (std::size_t i = 0; i < distinct.size(); ++i) {
    bins[i] = by_rank ? i / group
                      : std::min(static_cast<std::size_t>((distinct[i] - distinct.front()) / width), most - 1);
  }
  // Bins that no value fell into take no place.
  std::size_t next = 0;
  for (std::size_t i = 0, last = bins[0]; i < bins.size(); ++i) {
    if (bins[i] != last) {
      last = bins[i];
      ++next;
    }
    bins[i] = next;
  }
  return bins;
}

std::vector<std::string> bin_labels(const std::vector<double>& distinct, const std::vector<std::size_t>& bins) {
  std::vector<std::string> labels;
  for (std::size_t begin = 0, end = 0; begin < bins.size(); begin = end) {
    while (end < bins.size() && bins[end] == bins[begin]) { ++end; }
    const auto from = fmt::format("{:.4g}", distinct[begin]);
    const auto to = fmt::format("{:.4g}", distinct[end - 1]);
    labels.push_back(from == to ? from : from + "\u2013" + to);
  }
  return labels;
}

}  // namespace

ParameterBins parameter_bins(std::span<const double> values, std::size_t most) {
  std::vector<double> distinct(values.begin(), values.end());
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  if (distinct.empty()) { return {}; }
  const auto bins = bins_of_distinct(distinct, std::max<std::size_t>(most, 1));
  ParameterBins result{.labels = bin_labels(distinct, bins), .bin_of = {}};
  result.bin_of.reserve(values.size());
  for (const double value : values) {
    const auto at = std::lower_bound(distinct.begin(), distinct.end(), value) - distinct.begin();
    result.bin_of.push_back(bins[static_cast<std::size_t>(at)]);
  }
  return result;
}

std::vector<ParameterCell> parameter_cells(const ParameterBins& x, const ParameterBins& y,
                                           std::span<const double> score, CellScore aggregate) {
  struct Sum {
    double value = 0;
    std::size_t with_value = 0;
    std::size_t trials = 0;
  };
  std::map<std::pair<std::size_t, std::size_t>, Sum> sums;
  for (std::size_t trial = 0; trial < score.size(); ++trial) {
    auto& sum = sums[{x.bin_of[trial], y.bin_of[trial]}];
    ++sum.trials;
    if (!std::isfinite(score[trial])) { continue; }
    const bool first = sum.with_value++ == 0;
    if (aggregate == CellScore::mean) {
      sum.value += score[trial];
    } else if (first || score[trial] > sum.value) {
      sum.value = score[trial];
    }
  }
  std::vector<ParameterCell> cells;
  for (const auto& [place, sum] : sums) {
    const double count = aggregate == CellScore::mean ? static_cast<double>(sum.with_value) : 1;
    const double value = sum.with_value == 0 ? std::numeric_limits<double>::quiet_NaN() : sum.value / count;
    cells.push_back({place.first, place.second, value, sum.trials});
  }
  return cells;
}

}  // namespace quant
