// A trial as it is published in the record collection `strategies`: all that the leaderboard needs to run it again
// on other bars, with what was known of it when it was found. Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "optimization/report/report_input.hpp"

namespace optimization {

inline constexpr std::string_view kStrategyCollection = "strategies";

// What only whoever runs the job knows.
struct Publication {
  std::int64_t job_id = 0;
  std::vector<std::int64_t> series_versions;  // one per symbol
};

struct StrategyRecord {
  std::string key;  // at most 200 bytes
  nlohmann::json value;
};

// key: "SYMBOL/timeframe/strategy-<16 hex digits>", symbols joined by "+" (a long list is cut: "A+B+8 more"). The
// digits are a digest of symbols, timeframe, rules with their values, and execution model: the same strategy found
// again, also on more bars, replaces its record. trial: a position in Outcome::trials.
StrategyRecord strategy_record(const ReportInput& input, std::size_t trial, const Publication& publication);

}  // namespace optimization
