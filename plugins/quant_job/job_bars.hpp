// The bars of a job: taken from the host, adjusted and put together as the payload asks, cut to the range, several
// symbols aligned on the times that all of them have. The thread of run().
#pragma once

#include <cstdint>
#include <jobhost/plugin.hpp>
#include <string>
#include <vector>

#include "quant/series/bars.hpp"
#include "quant_job/market_data.hpp"
#include "quant_job/series_choice.hpp"

namespace quant_job {

class JobBars {
 public:
  // Of each symbol the series of the timeframe asked for, or of bars.resample_from; when there is neither, the
  // longest shorter one that such bars can be made of. Throws JobError("series_not_found"),
  // JobError("no_common_bars") when symbols share no time, and what made_bars and check_bars throw.
  JobBars(const jobhost::Job& job, const SeriesChoice& choice, std::size_t least);

  [[nodiscard]] const MarketData& data() const noexcept { return data_; }
  // Of each symbol's imported series; grows with every import.
  [[nodiscard]] const std::vector<std::int64_t>& versions() const noexcept { return versions_; }

 private:
  void add(const jobhost::Job& job, const SeriesChoice& choice, const std::string& symbol);
  void align();

  std::vector<quant::Bars> own_;  // of what is not as it was imported
  std::vector<std::int64_t> versions_;
  MarketData data_;
};

}  // namespace quant_job
