// Answers what plugins ask their host for: bars, checkpoints, records, trials, partials. Executor's thread, since
// every answer may wait for the store. What a runner asks is untrusted; an answer always comes, and names what is
// wrong.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "runtime/attempt_sink.hpp"
#include "runtime/runtime_metrics.hpp"
#include "storage/job_store.hpp"
#include "storage/market_data.hpp"
#include "storage/record_store.hpp"
#include "storage/trial_ledger.hpp"

namespace jobhost {

// Everything outlives the requests.
struct RequestStores {
  JobStore& jobs;
  MarketData& market_data;
  const RecordStore& records;
  TrialLedger& trials;
};

class RunnerRequests {
 public:
  RunnerRequests(RequestStores stores, RuntimeMetrics& metrics) : stores_(stores), metrics_(metrics) {}

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
  nlohmann::json count_trials(const RunnerRequest& request);

  const RequestStores stores_;
  RuntimeMetrics& metrics_;
};

}  // namespace jobhost
