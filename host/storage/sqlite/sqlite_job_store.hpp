// JobStore on the writer thread and the read connections of one SqliteStore: this class only says which of them
// does what; the statements are in the files named after the methods.
#pragma once

#include "storage/job_store.hpp"
#include "storage/sqlite/job_listeners.hpp"
#include "storage/sqlite/read_pool.hpp"
#include "storage/sqlite/writer.hpp"

namespace jobhost::sqlite {

class SqliteJobStore final : public JobStore {
 public:
  SqliteJobStore(Writer& writer, ReadPool& readers, JobListeners& listeners, const Clock& clock)
      : writer_(writer), readers_(readers), listeners_(listeners), clock_(clock) {}

  std::vector<InsertResult> insert(std::span<const NewJob> jobs) override;
  Claim claim(std::span<const ClaimRequest> requests, const std::string& owner,
              std::chrono::milliseconds lease) override;
  std::vector<LeaseStatus> heartbeat(std::span<const LeaseKey> keys, std::chrono::milliseconds lease) override;
  void record(std::span<const JobUpdate> updates) override;
  std::vector<FinishResult> finish_if_leased(std::span<const Finish> ends) override;
  int requeue_expired() override;
  int requeue_lost(const std::function<bool(const std::string& owner)>& is_dead) override;
  std::vector<CancelResult> cancel(std::span<const JobId> ids) override;
  std::vector<RetryResult> retry(std::span<const JobId> ids) override;
  [[nodiscard]] std::optional<JobDetail> find(JobId id) const override;
  [[nodiscard]] std::optional<std::string> result(JobId id, std::int64_t offset, std::int64_t limit) const override;
  [[nodiscard]] std::optional<std::string> shard_result(JobId parent, int shard_index) const override;
  [[nodiscard]] JobPage list(const JobFilter& filter, std::optional<JobId> before, int limit) const override;
  [[nodiscard]] std::vector<LogLine> log(JobId id, std::int64_t after, int limit) const override;
  [[nodiscard]] std::map<std::string, TypeCounts> counts() const override;
  bool save_checkpoint(LeaseKey key, const std::string& bytes) override;
  [[nodiscard]] std::optional<std::string> checkpoint(JobId id) const override;
  int prune(Timestamp before, int limit) override;
  void subscribe(JobChangeListener& listener) override { listeners_.subscribe(listener); }
  void unsubscribe(JobChangeListener& listener) override { listeners_.unsubscribe(listener); }

 private:
  Writer& writer_;
  ReadPool& readers_;
  JobListeners& listeners_;
  const Clock& clock_;
};

}  // namespace jobhost::sqlite
