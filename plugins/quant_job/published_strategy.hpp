// A strategy as it stands in the record collection `strategies`: all that is needed to run it again on other bars,
// with what was known of it when it was found. Optimization and discovery publish, leaderboard and optimization
// read. Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "quant/strategy/strategy.hpp"
#include "quant_job/bar_making.hpp"
#include "quant_job/execution_choice.hpp"

namespace quant_job {

inline constexpr std::string_view kStrategyCollection = "strategies";

// The bars that it was found on: what came after them is out of sample.
struct BarsOfRecord {
  std::vector<std::string> symbols;  // several share one cash account
  std::string timeframe;
  std::vector<std::int64_t> versions;      // of each symbol's series
  std::size_t bars = 0;                    // common to all symbols
  std::int64_t first_us = 0, last_us = 0;  // starts of the first and the last bar, microseconds since 1970 UTC
  BarMaking making = {};                   // how they were made of the imported series
};

struct PublishedStrategy {
  BarsOfRecord series;
  quant::Strategy strategy;
  std::vector<double> values;  // one per parameter of the strategy
  ExecutionChoice execution;
  std::string objective;                              // key of the metric that it was chosen by
  nlohmann::json metrics = nlohmann::json::object();  // by metric key, on those bars; null: no value
  nlohmann::json verdict = nlohmann::json::object();  // what the job that found it said of it; its own keys
  std::int64_t job_id = 0;
};

struct StrategyRecord {
  std::string key;  // at most 200 bytes
  nlohmann::json value;
};

// key: "SYMBOL/timeframe/strategy-<16 hex digits>", symbols joined by "+" (a long list is cut: "A+B+8 more"). The
// digits are a digest of symbols, timeframe, how the bars are made, rules with their values, and execution model:
// the same strategy found again, also on more bars, replaces its record.
StrategyRecord record_of(const PublishedStrategy& published);

// The strategy of a record. Throws jobhost::JobError("bad_record") that names the field; `key` is for the message.
PublishedStrategy read_published(std::string_view key, const nlohmann::json& value);

}  // namespace quant_job
