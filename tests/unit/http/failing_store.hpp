// A job store in front of a real one.
#pragma once

#include <atomic>

#include "storage/job_store.hpp"
#include "support/errors.hpp"

namespace jobhost {

// Passes everything on, and can be told to fail as a store does that another process has locked.
class FailingStore final : public JobStore {
 public:
  explicit FailingStore(JobStore& store) : store_(store) {}
  std::atomic<bool> fails{false};

  std::vector<InsertResult> insert(std::span<const NewJob> jobs) override { return checked().insert(jobs); }
  Claim claim(std::span<const ClaimRequest> requests, const std::string& owner,
              std::chrono::milliseconds lease) override {
    return checked().claim(requests, owner, lease);
  }
  std::vector<LeaseStatus> heartbeat(std::span<const LeaseKey> keys, std::chrono::milliseconds lease) override {
    return checked().heartbeat(keys, lease);
  }
  void record(std::span<const JobUpdate> updates) override { checked().record(updates); }
  std::vector<FinishResult> finish_if_leased(std::span<const Finish> ends) override {
    return checked().finish_if_leased(ends);
  }
  int requeue_expired() override { return checked().requeue_expired(); }
  int requeue_lost(const std::function<bool(const std::string&)>& is_dead) override {
    return checked().requeue_lost(is_dead);
  }
  std::vector<CancelResult> cancel(std::span<const JobId> ids) override { return checked().cancel(ids); }
  std::vector<RetryResult> retry(std::span<const JobId> ids) override { return checked().retry(ids); }
  [[nodiscard]] std::optional<JobDetail> find(JobId id) const override { return checked().find(id); }
  [[nodiscard]] std::optional<std::string> result(JobId id, std::int64_t offset,
                                                  std::int64_t limit) const override {
    return checked().result(id, offset, limit);
  }
  [[nodiscard]] std::optional<std::string> shard_result(JobId parent, int shard_index) const override {
    return checked().shard_result(parent, shard_index);
  }
  bool save_checkpoint(LeaseKey key, const std::string& bytes) override {
    return checked().save_checkpoint(key, bytes);
  }
  [[nodiscard]] std::optional<std::string> checkpoint(JobId id) const override { return checked().checkpoint(id); }
  [[nodiscard]] JobPage list(const JobFilter& filter, std::optional<JobId> before, int limit) const override {
    return checked().list(filter, before, limit);
  }
  [[nodiscard]] std::vector<LogLine> log(JobId id, std::int64_t after, int limit) const override {
    return checked().log(id, after, limit);
  }
  [[nodiscard]] std::map<std::string, TypeCounts> counts() const override { return checked().counts(); }
  int prune(Timestamp before, int limit) override { return checked().prune(before, limit); }
  void subscribe(JobChangeListener& listener) override { store_.subscribe(listener); }
  void unsubscribe(JobChangeListener& listener) override { store_.unsubscribe(listener); }

 private:
  JobStore& checked() const {
    if (fails) { throw StoreError("database is locked: secret path"); }
    return store_;
  }
  JobStore& store_;
};

}  // namespace jobhost
