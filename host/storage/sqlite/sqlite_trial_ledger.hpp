// TrialLedger on the writer thread and the read connections of one SqliteStore.
#pragma once

#include "storage/sqlite/read_pool.hpp"
#include "storage/sqlite/writer.hpp"
#include "storage/trial_ledger.hpp"

namespace jobhost::sqlite {

class SqliteTrialLedger final : public TrialLedger {
 public:
  SqliteTrialLedger(Writer& writer, ReadPool& readers) : writer_(writer), readers_(readers) {}

  std::optional<CountedTrials> count(JobId job, const SeriesKey& key, std::int64_t evaluations) override;
  [[nodiscard]] TrialSummary summary(const SeriesKey& key) const override;
  [[nodiscard]] std::vector<SeriesTrials> list() const override;

 private:
  Writer& writer_;
  ReadPool& readers_;
};

}  // namespace jobhost::sqlite
