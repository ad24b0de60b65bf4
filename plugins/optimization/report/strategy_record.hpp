// A trial as it is published in the record collection `strategies`. Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "optimization/report/report_input.hpp"
#include "quant_job/published_strategy.hpp"

namespace optimization {

// What only whoever runs the job knows.
struct Publication {
  std::int64_t job_id = 0;
  std::vector<std::int64_t> series_versions;  // one per symbol
};

// trial: a position in Outcome::trials. Its parameters stay named, so that it can be optimized again.
quant_job::StrategyRecord strategy_record(const ReportInput& input, std::size_t trial,
                                          const Publication& publication);

}  // namespace optimization
