// Which bars a series should have and has not, in short: for a result. Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>

namespace quant_job {

struct GapReport {
  std::string symbol;
  std::size_t gaps = 0;          // stretches without bars
  std::size_t missing_bars = 0;  // in all of them
  std::size_t longest_bars = 0;
  std::int64_t longest_start = 0;  // microseconds
};

// time: starts of bars, `step` microseconds long. A bar is expected on the weekdays and between the times of day on
// which the series has any; local time is UTC + utc_offset. Holidays are not known: they are gaps.
GapReport gap_report(std::string symbol, std::span<const std::int64_t> time, std::int64_t step,
                     std::int64_t utc_offset);

// {"symbol", "gaps", "missing_bars", "longest": {"first", "bars"} or null}
nlohmann::json gap_document(const GapReport& report);

}  // namespace quant_job
