#include "quant/series/align.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

namespace quant {
namespace {

std::vector<std::int64_t> joined_times(std::span<const BarsView> series, Join join) {
  if (series.empty()) { return {}; }
  std::vector<std::int64_t> axis(series[0].time.begin(), series[0].time.end());
  for (const auto& bars : series.subspan(1)) {
    std::vector<std::int64_t> joined;
    if (join == Join::inner) {
      std::set_intersection(axis.begin(), axis.end(), bars.time.begin(), bars.time.end(),
                            std::back_inserter(joined));
    } else {
      std::set_union(axis.begin(), axis.end(), bars.time.begin(), bars.time.end(), std::back_inserter(joined));
    }
    axis = std::move(joined);
  }
  return axis;
}

void append_bar(Bars& to, const BarsView& from, std::size_t i) {
  to.open.push_back(from.open[i]);
  to.high.push_back(from.high[i]);
  to.low.push_back(from.low[i]);
  to.close.push_back(from.close[i]);
  to.volume.push_back(from.volume[i]);
}

void append_missing_bar(Bars& to, double price, double volume) {
  for (auto* column : {&to.open, &to.high, &to.low, &to.close}) { column->push_back(price); }
  to.volume.push_back(volume);
}

Bars on_axis(const std::vector<std::int64_t>& axis, const BarsView& bars, Missing missing) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  Bars aligned;
  aligned.time = axis;
  std::size_t next = 0;
  for (const std::int64_t time : axis) {
    while (next < bars.size() && bars.time[next] < time) { ++next; }
    if (next < bars.size() && bars.time[next] == time) {
      append_bar(aligned, bars, next);
    } else if (missing == Missing::previous && next > 0) {
      append_missing_bar(aligned, bars.close[next - 1], 0);
    } else {
      append_missing_bar(aligned, kNone, kNone);
    }
  }
  return aligned;
}

}  // namespace

std::vector<Bars> align(std::span<const BarsView> series, Join join, Missing missing) {
  const auto axis = joined_times(series, join);
  std::vector<Bars> aligned;
  aligned.reserve(series.size());
  for (const auto& bars : series) { aligned.push_back(on_axis(axis, bars, missing)); }
  return aligned;
}

}  // namespace quant
