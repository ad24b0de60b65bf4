// Answers what plugins ask their host for: bars, checkpoints, records, partials. Executor's thread, since every
// answer may wait for the store. What a runner asks is untrusted; an answer always comes, and names what is wrong.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "runtime/attempt_sink.hpp"
#include "storage/job_store.hpp"
#include "storage/market_data.hpp"
#include "storage/record_store.hpp"

namespace jobhost {

class RunnerRequests {
 public:
  RunnerRequests(JobStore& jobs, MarketData& market_data, RecordStore& records)
      : jobs_(jobs), market_data_(market_data), records_(records) {}

  // {"error": ..., "found": ...} when it cannot be answered. Throws nothing.
  [[nodiscard]] nlohmann::json answer(const RunnerRequest& request) noexcept;

 private:
  nlohmann::json look_up(const RunnerRequest& request);
  nlohmann::json find_series(const nlohmann::json& question);
  [[nodiscard]] nlohmann::json list_series() const;
  [[nodiscard]] nlohmann::json find_partial(const RunnerRequest& request) const;
  [[nodiscard]] nlohmann::json load_checkpoint(const RunnerRequest& request) const;
  nlohmann::json save_checkpoint(const RunnerRequest& request);
  [[nodiscard]] nlohmann::json find_record(const nlohmann::json& question) const;
  [[nodiscard]] nlohmann::json list_records(const RunnerRequest& request) const;

  JobStore& jobs_;
  MarketData& market_data_;
  RecordStore& records_;
};

}  // namespace jobhost
