#include "quant/series/resample.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <stdexcept>

#include "quant/series/time_frame.hpp"

namespace quant {
namespace {

constexpr std::int64_t kFirstMonday = 4 * kDay;  // 1970-01-05

void check_resampling(const Resampling& resampling) {
  const auto [from, to, session, partial] = resampling;
  if (from <= 0 || to <= 0) {
    throw std::invalid_argument(fmt::format("resample: lengths {} and {} must be above 0 microseconds", from, to));
  }
  if (to < from) {
    throw std::invalid_argument(
        fmt::format("resample: to: bars of {0} cannot be made of bars of {1}; ask for {1} or longer",
                    time_frame_name(to), time_frame_name(from)));
  }
  if (to % from != 0) {
    throw std::invalid_argument(fmt::format("resample: to: {} is not a multiple of {}, the length of the bars",
                                            time_frame_name(to), time_frame_name(from)));
  }
  if (to < kDay ? kDay % to != 0 : to % kDay != 0) {
    throw std::invalid_argument(
        fmt::format("resample: to: {} does not divide a day; ask for 1h, 2h, 3h, 4h, 1d ...", time_frame_name(to)));
  }
}

std::int64_t floor_to(std::int64_t time, std::int64_t length) {
  const std::int64_t rest = time % length;
  return time - (rest < 0 ? rest + length : rest);
}

std::int64_t start_of_bar(std::int64_t time, const Resampling& resampling) {
  const std::int64_t monday = resampling.to % kWeek == 0 ? kFirstMonday : 0;
  const std::int64_t shift = resampling.session.utc_offset - resampling.session.start - monday;
  return floor_to(time + shift, resampling.to) - shift;
}

Bars dropped_partial(Bars bars, const BarsView& parts, const Resampling& resampling) {
  const bool last = parts.time.back() + resampling.from < bars.time.back() + resampling.to;
  const bool first = parts.time.front() > bars.time.front();
  const std::size_t begin = first ? 1 : 0;
  const std::size_t end = bars.size() - (last ? 1 : 0);
  if (begin >= end) { return {}; }
  const auto cut = [&](auto& column) {
    column = {column.begin() + static_cast<std::ptrdiff_t>(begin),
              column.begin() + static_cast<std::ptrdiff_t>(end)};
  };
  cut(bars.time);
  for (auto* column : {&bars.open, &bars.high, &bars.low, &bars.close, &bars.volume}) { cut(*column); }
  return bars;
}

// A comparison with NaN is false, so `!(a <= b)` takes what there is.
void merge_part(Bars& bars, const BarsView& parts, std::size_t i) {
  double& high = bars.high.back();
  double& low = bars.low.back();
  if (std::isnan(bars.open.back())) { bars.open.back() = parts.open[i]; }
  if (!std::isnan(parts.high[i]) && !(parts.high[i] <= high)) { high = parts.high[i]; }
  if (!std::isnan(parts.low[i]) && !(parts.low[i] >= low)) { low = parts.low[i]; }
  if (!std::isnan(parts.close[i])) { bars.close.back() = parts.close[i]; }
  if (!std::isnan(parts.volume[i])) { bars.volume.back() += parts.volume[i]; }
}

void begin_bar(Bars& bars, std::int64_t start) {
  bars.time.push_back(start);
  for (auto* column : {&bars.open, &bars.high, &bars.low, &bars.close}) {
    column->push_back(std::numeric_limits<double>::quiet_NaN());
  }
  bars.volume.push_back(0);
}

}  // namespace

Bars resample(const BarsView& parts, const Resampling& resampling) {
  check_resampling(resampling);
  Bars bars;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::int64_t start = start_of_bar(parts.time[i], resampling);
    if (bars.time.empty() || bars.time.back() != start) { begin_bar(bars, start); }
    merge_part(bars, parts, i);
  }
  if (resampling.partial == PartialBars::keep || parts.size() == 0) { return bars; }
  return dropped_partial(std::move(bars), parts, resampling);
}

}  // namespace quant
