#include <condition_variable>
#include <mutex>

#include "conformance/store_test.hpp"

namespace jobhost {
namespace {

using Changes = std::vector<std::pair<JobId, JobState>>;

// Collects changes; listeners are called after the caller of the change has been woken, so a test waits for them.
class Recorder final : public JobChangeListener {
 public:
  void on_jobs_changed(std::span<const JobChange> changes) override {
    const std::scoped_lock lock(mutex_);
    for (const auto& change : changes) { seen_.emplace_back(change.id, change.state); }
    arrived_.notify_all();
  }

  Changes wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    arrived_.wait_for(lock, std::chrono::seconds{10}, [&] { return seen_.size() >= count; });
    return seen_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  Changes seen_;
};

TEST_P(StoreTest, ListenersHearOfEveryCommittedChangeInOrder) {
  Recorder recorder;
  jobs().subscribe(recorder);
  const auto id = insert();
  const auto claimed = claim_one();
  record({.key = {id, 1}, .progress = Progress{.fraction = 0.5, .message = {}, .updated_at = {}}, .log = {}});
  heartbeat({id, 1});
  cancel(id);
  finish(claimed, JobState::cancelled);
  retry(id);
  using enum JobState;
  const Changes expected{{id, queued}, {id, running}, {id, running}, {id, running}, {id, cancelled}, {id, queued}};
  EXPECT_EQ(recorder.wait_for(expected.size()), expected);
  jobs().unsubscribe(recorder);
}

TEST_P(StoreTest, WhatChangedNothingIsNotAnnounced) {
  Recorder recorder;
  jobs().subscribe(recorder);
  const auto id = succeeded_job();
  cancel(id);
  heartbeat({id, 1});
  jobs().retry({});
  const auto last = insert();
  using enum JobState;
  const Changes expected{{id, queued}, {id, running}, {id, succeeded}, {last, queued}};
  EXPECT_EQ(recorder.wait_for(expected.size()), expected);
  jobs().unsubscribe(recorder);
}

TEST_P(StoreTest, AListenerIsLeftAloneOnceUnsubscribeHasReturned) {
  Recorder gone;
  Recorder stays;
  jobs().subscribe(gone);
  jobs().subscribe(stays);
  insert();
  stays.wait_for(1);
  jobs().unsubscribe(gone);
  const auto before = gone.wait_for(0).size();
  insert();
  EXPECT_EQ(stays.wait_for(2).size(), 2U);
  EXPECT_EQ(gone.wait_for(0).size(), before);
  jobs().unsubscribe(stays);
}

TEST_P(StoreTest, AListenerSeesTheChangeWhenItLooks) {
  struct Looker final : JobChangeListener {
    explicit Looker(JobStore& jobs) : store(jobs) {}
    void on_jobs_changed(std::span<const JobChange> changes) override {
      const std::scoped_lock lock(mutex);
      found = store.find(changes.front().id).has_value();
      called = true;
      arrived.notify_all();
    }
    JobStore& store;
    std::mutex mutex;
    std::condition_variable arrived;
    bool found = false;
    bool called = false;
  };
  Looker looker(jobs());
  jobs().subscribe(looker);
  insert();
  {
    std::unique_lock lock(looker.mutex);
    looker.arrived.wait_for(lock, std::chrono::seconds{10}, [&] { return looker.called; });
    EXPECT_TRUE(looker.found);
  }
  jobs().unsubscribe(looker);
}

}  // namespace
}  // namespace jobhost
