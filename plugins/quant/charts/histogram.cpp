#include "quant/charts/histogram.hpp"

#include <algorithm>
#include <cmath>

namespace quant {
namespace {

using nlohmann::json;

std::vector<double> sorted_finite(std::span<const double> values) {
  std::vector<double> sorted;
  std::copy_if(values.begin(), values.end(), std::back_inserter(sorted), [](double v) { return std::isfinite(v); });
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

double bin_width(const std::vector<double>& sorted) {
  const double range = sorted.back() - sorted.front();
  const double iqr = sorted[sorted.size() * 3 / 4] - sorted[sorted.size() / 4];
  const double wanted = iqr > 0 ? 2 * iqr / std::cbrt(static_cast<double>(sorted.size())) : range / 20;
  return std::clamp(wanted, range / 60, range / 5);
}

}  // namespace

std::vector<HistogramBin> histogram_of(std::span<const double> values, bool edge_at_zero) {
  const auto sorted = sorted_finite(values);
  if (sorted.empty()) { return {}; }
  const double low = sorted.front();
  const double high = sorted.back();
  if (!(high > low)) {
    const double half = low == 0 ? 0.5 : std::abs(low) * 0.05;
    return {{low - half, low + half, sorted.size()}};
  }
  const double width = bin_width(sorted);
  // Counted in widths, so that an edge at zero is zero exactly.
  const double first = edge_at_zero ? std::floor(low / width) : low / width;
  const double count = std::max(1.0, std::ceil(high / width - first));
  std::vector<HistogramBin> bins;
  for (double i = 0; i < count; ++i) { bins.push_back({(first + i) * width, (first + i + 1) * width, 0}); }
  for (const double value : sorted) {
    const double bin = std::clamp(std::floor(value / width - first), 0.0, count - 1);
    ++bins[static_cast<std::size_t>(bin)].count;
  }
  return bins;
}

json histogram_rows(const std::vector<HistogramBin>& bins) {
  json rows = json::array();
  for (const auto& bin : bins) {
    rows.push_back({{"from", chart_number(bin.from)},
                    {"to", chart_number(bin.to)},
                    {"count", bin.count},
                    {"sign", bin.from < 0 ? "below 0" : "0 and above"}});
  }
  return rows;
}

json histogram_layer(const std::vector<HistogramBin>& bins, const std::string& title, ChartUnit unit,
                     const json& colour) {
  json encoding{{"x", axis_channel("from", title, unit)},
                {"x2", {{"field", "to"}}},
                {"y", axis_channel("count", "Count", ChartUnit::count, true)},
                {"tooltip", json::array({tooltip_of("from", "From", unit), tooltip_of("to", "To", unit),
                                         tooltip_of("count", "Count", ChartUnit::count)})}};
  // A count has no fractions, so neither have its ticks.
  encoding["y"]["axis"]["tickMinStep"] = 1;
  encoding["x"]["bin"] = "binned";
  json mark{{"type", "bar"}, {"binSpacing", 1}, {"style", "primary"}};
  if (!colour.is_null()) { encoding["color"] = colour; }
  return {
      {"data", {{"values", histogram_rows(bins)}}}, {"mark", std::move(mark)}, {"encoding", std::move(encoding)}};
}

}  // namespace quant
