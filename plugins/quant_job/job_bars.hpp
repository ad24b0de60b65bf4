// The bars of a job as the host gives them: cut to the range asked for, several symbols aligned on the times that
// all of them have. The thread of run().
#pragma once

#include <cstdint>
#include <jobhost/plugin.hpp>
#include <vector>

#include "quant/series/bars.hpp"
#include "quant_job/market_data.hpp"
#include "quant_job/series_choice.hpp"

namespace quant_job {

class JobBars {
 public:
  // Throws JobError("series_not_found"), JobError("no_common_bars") when symbols share no time, and what check_bars
  // throws.
  JobBars(const jobhost::Job& job, const SeriesChoice& choice, std::size_t least);

  [[nodiscard]] const MarketData& data() const noexcept { return data_; }
  // Of each symbol; grows with every import.
  [[nodiscard]] const std::vector<std::int64_t>& versions() const noexcept { return versions_; }

 private:
  std::vector<quant::Bars> aligned_;  // several symbols only
  std::vector<std::int64_t> versions_;
  MarketData data_;
};

}  // namespace quant_job
