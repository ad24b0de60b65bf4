// How many evaluations of strategies jobs have made on each series (symbol, timeframe), ever: the number of trials
// that the deflated Sharpe ratio and the minimum backtest length need. Nothing is ever taken away: what a failed,
// cancelled or pruned job has tried stays tried. The series need not exist. Thread-safe; methods block on the
// store. Throws StoreError as JobStore does. Contract of every driver (conformance suite: tests/conformance).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "job/job.hpp"
#include "storage/market_data.hpp"

namespace jobhost {

struct TrialTotals {
  std::int64_t evaluations = 0;
  std::int64_t jobs = 0;  // that have made any; the shards of a job are one with it
  bool operator==(const TrialTotals&) const = default;
};

struct TypeTrials {
  std::string type;  // of job
  TrialTotals totals;
};

// One series.
struct TrialSummary {
  TrialTotals totals;
  std::vector<TypeTrials> by_type;  // by type; they add up to totals
};

struct SeriesTrials {
  SeriesKey key;
  TrialTotals totals;
};

struct CountedTrials {
  TrialTotals totals;      // of the series, this job included
  std::string type;        // of the job
  std::int64_t added = 0;  // by this call
};

class TrialLedger {
 public:
  TrialLedger() = default;
  TrialLedger(const TrialLedger&) = delete;
  TrialLedger& operator=(const TrialLedger&) = delete;
  virtual ~TrialLedger() = default;

  // The job, or shard, has made so many different evaluations on the series so far; at least 1. What counts is the
  // largest number that was ever given for this job and series (of a shard: for its parent and index), so an
  // attempt that repeats what an earlier one did adds nothing. Not fenced: evaluations are made whoever holds the
  // job now. nullopt, and nothing has changed: there is no such job.
  virtual std::optional<CountedTrials> count(JobId job, const SeriesKey& key, std::int64_t evaluations) = 0;
  [[nodiscard]] virtual TrialSummary summary(const SeriesKey& key) const = 0;
  // Every series on which there are any, by symbol and timeframe.
  [[nodiscard]] virtual std::vector<SeriesTrials> list() const = 0;
};

// The most that one job, or shard, may report: far from where sums of them could overflow.
inline constexpr std::int64_t kMostEvaluations = 1'000'000'000'000;

// What is wrong with a report, a sentence with the value and the fix; nullopt: nothing. 0 evaluations are allowed.
std::optional<std::string> problem_of_trials(const SeriesKey& key, std::int64_t evaluations);

}  // namespace jobhost
