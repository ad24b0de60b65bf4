#include "quant_job/job_bars.hpp"

#include <limits>

#include "quant/series/align.hpp"

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

jobhost::Series open(const jobhost::Job& job, const SeriesChoice& choice, const std::string& symbol) {
  const auto series = job.series(symbol, choice.timeframe);
  return series.between(choice.from.value_or(std::numeric_limits<std::int64_t>::min()),
                        choice.to.value_or(std::numeric_limits<std::int64_t>::max()));
}

}  // namespace

JobBars::JobBars(const jobhost::Job& job, const SeriesChoice& choice, std::size_t least) {
  data_.symbols = choice.symbols;
  for (const auto& symbol : choice.symbols) {
    const auto series = open(job, choice, symbol);
    versions_.push_back(series.version);
    data_.bars.push_back(view_of(series));
  }
  if (data_.bars.size() > 1) {
    aligned_ = quant::align(data_.bars, quant::Join::inner, quant::Missing::nan);
    for (std::size_t i = 0; i < aligned_.size(); ++i) { data_.bars[i] = aligned_[i].view(); }
    if (data_.size() == 0) {
      throw jobhost::JobError(
          "symbols: no bar begins at the same time in all of them; choose series of one timeframe and "
          "market, or one symbol",
          "no_common_bars");
    }
  }
  check_bars(data_, choice.timeframe, least);
}

}  // namespace quant_job
