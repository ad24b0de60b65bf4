// Which bars a payload asks for. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "quant_job/bar_making.hpp"
#include "quant_job/payload_reader.hpp"

namespace quant_job {

struct SeriesChoice {
  std::vector<std::string> symbols;      // at least one; several share one cash account
  std::string timeframe;                 // "1d"
  std::optional<std::int64_t> from, to;  // microseconds since 1970 UTC; bars that start in [from, to)
  BarMaking making = {};
};

// The fields symbol or symbols, timeframe, from, to, bars. Throws JobError that names the field, the value and what
// was expected: invalid_payload, empty_range.
SeriesChoice read_series(const PayloadReader& payload);

}  // namespace quant_job
