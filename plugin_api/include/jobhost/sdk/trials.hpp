// SPDX-License-Identifier: Apache-2.0
//
// The ledger of trials as a plugin sees it; the functions are in job.hpp, which they need. Part of
// jobhost/plugin.hpp.
#pragma once

#include <cstdint>
#include <string_view>

namespace jobhost {

class Job;

// Over all jobs on one series.
struct TrialTotals {
  std::int64_t evaluations = 0;
  std::int64_t jobs = 0;  // that have made any; the shards of a job are one with it
};

// How many evaluations of strategies have been made on a series, as one job sees it. Lives as long as its Job. From
// run()'s thread. Throws JobError("extension_missing") where the host keeps no ledger: ask offered() first to do
// without, and JobError("count_trials") for a symbol or timeframe that is none and for evaluations below 0 or over
// 10^12.
class Trials {
 public:
  [[nodiscard]] bool offered() const noexcept;
  // evaluations: all different ones that this job, or this shard, has made on the series so far, not an increment.
  // The largest number that any of its attempts has reported counts. Durable when it returns, whatever becomes of
  // the attempt, which takes some milliseconds. Returns the totals of the series, this job included.
  TrialTotals count(std::string_view symbol, std::string_view timeframe, std::int64_t evaluations) const;
  // Counts nothing.
  [[nodiscard]] TrialTotals totals(std::string_view symbol, std::string_view timeframe) const;

 private:
  friend class Job;
  explicit Trials(const Job& job) : job_(job) {}
  const Job& job_;
};

}  // namespace jobhost
