#include "quant_job/job_bars.hpp"

#include <algorithm>
#include <limits>

#include "quant/series/align.hpp"
#include "quant/series/time_frame.hpp"

namespace quant_job {
namespace {

quant::BarsView view_of(const jobhost::Series& series) {
  return {.time = series.time,
          .open = series.open,
          .high = series.high,
          .low = series.low,
          .close = series.close,
          .volume = series.volume};
}

// 0: longer than the engine knows.
std::int64_t length_of(const std::string& timeframe) {
  return quant::parse_time_frame(timeframe).value_or(0);
}

bool can_be_made_of(std::int64_t to, std::int64_t from) {
  return from > 0 && from < to && to % from == 0 &&
         (to < quant::kDay ? quant::kDay % to == 0 : to % quant::kDay == 0);
}

struct Source {
  std::string timeframe;
  jobhost::Series series;
};

// None from a host that cannot list them.
std::vector<jobhost::SeriesInfo> listed(const jobhost::Job& job) {
  try {
    return job.list_series();
  } catch (const jobhost::JobError&) { return {}; }
}

// A series of longer bars is none: there is no information to make bars shorter.
Source open_shorter(const jobhost::Job& job, const std::string& symbol, const std::string& timeframe,
                    const jobhost::JobError& not_found) {
  const auto wanted = length_of(timeframe);
  std::string best;
  for (const auto& info : listed(job)) {
    const bool fits = info.symbol == symbol && can_be_made_of(wanted, length_of(info.timeframe));
    if (fits && (best.empty() || length_of(info.timeframe) > length_of(best))) { best = info.timeframe; }
  }
  if (best.empty()) { throw not_found; }
  return {best, job.series(symbol, best)};
}

Source open(const jobhost::Job& job, const SeriesChoice& choice, const std::string& symbol) {
  if (choice.making.resample_from) {
    return {*choice.making.resample_from, job.series(symbol, *choice.making.resample_from)};
  }
  try {
    return {choice.timeframe, job.series(symbol, choice.timeframe)};
  } catch (const jobhost::JobError& error) {
    if (error.code() != "series_not_found") { throw; }
    return open_shorter(job, symbol, choice.timeframe, error);
  }
}

// The bars that start in the range asked for.
quant::BarsView within(const quant::BarsView& bars, const SeriesChoice& choice) {
  const auto at = [&](std::int64_t when) {
    return static_cast<std::size_t>(std::lower_bound(bars.time.begin(), bars.time.end(), when) - bars.time.begin());
  };
  const auto begin = at(choice.from.value_or(std::numeric_limits<std::int64_t>::min()));
  const auto end = std::max(begin, at(choice.to.value_or(std::numeric_limits<std::int64_t>::max())));
  const auto count = end - begin;
  return {.time = bars.time.subspan(begin, count),
          .open = bars.open.subspan(begin, count),
          .high = bars.high.subspan(begin, count),
          .low = bars.low.subspan(begin, count),
          .close = bars.close.subspan(begin, count),
          .volume = bars.volume.subspan(begin, count)};
}

}  // namespace

JobBars::JobBars(const jobhost::Job& job, const SeriesChoice& choice, std::size_t least) {
  data_.symbols = choice.symbols;
  own_.reserve(choice.symbols.size());  // views of what is in it stay valid
  for (const auto& symbol : choice.symbols) { add(job, choice, symbol); }
  if (data_.bars.size() > 1) { align(); }
  check_bars(data_, choice.timeframe, least);
}

void JobBars::add(const jobhost::Job& job, const SeriesChoice& choice, const std::string& symbol) {
  const auto source = open(job, choice, symbol);
  const quant::Resampling lengths{.from = length_of(source.timeframe), .to = length_of(choice.timeframe)};
  auto bars = view_of(source.series);
  versions_.push_back(source.series.version);
  data_.gaps.push_back(gap_report(symbol, bars.time, lengths.from, choice.making.session.utc_offset));
  data_.made_from.push_back(source.timeframe == choice.timeframe ? "" : source.timeframe);
  if (lengths.from != lengths.to || !choice.making.actions.empty()) {
    own_.push_back(made_bars(bars, choice.making, symbol, lengths));
    bars = own_.back().view();
  }
  data_.bars.push_back(within(bars, choice));
}

void JobBars::align() {
  auto aligned = quant::align(data_.bars, quant::Join::inner, quant::Missing::nan);
  own_ = std::move(aligned);
  for (std::size_t i = 0; i < own_.size(); ++i) { data_.bars[i] = own_[i].view(); }
  if (data_.size() > 0) { return; }
  throw jobhost::JobError(
      "symbols: no bar begins at the same time in all of them; choose series of one timeframe and market, or one "
      "symbol",
      "no_common_bars");
}

}  // namespace quant_job
