#include <atomic>
#include <mutex>
#include <set>
#include <thread>

#include "conformance/store_test.hpp"

namespace jobhost {
namespace {

constexpr int kJobs = 600;
constexpr int kThreads = 4;

std::vector<Finish> succeeded(const Claim& claim) {
  std::vector<Finish> ends;
  for (const auto& job : claim.jobs) {
    Finish& end = ends.emplace_back();
    end.key = {job.id, job.attempt};
    end.disposition.state = JobState::succeeded;
    end.attempt.outcome = AttemptOutcome::succeeded;
    end.result = "{}";
  }
  return ends;
}

TEST_P(StoreTest, NoJobIsClaimedTwiceByThreadsOfTwoStoresOnTheSameData) {
  const auto second = open();
  std::mutex mutex;
  std::multiset<JobId> claimed;
  std::atomic<int> inserted = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < kThreads; ++i) {
      JobStore& store = i % 2 == 0 ? jobs() : second->jobs();
      threads.emplace_back([&, &mine = store] {
        const std::vector<NewJob> batch(10, job_of());
        for (int n = 0; n < kJobs / kThreads / 10; ++n) {
          mine.insert(batch);
          inserted += 10;
        }
      });
      threads.emplace_back([&, &mine = store, i] {
        const ClaimRequest request{"work", 7};
        while (true) {
          const bool last = inserted == kJobs;
          const auto claim = mine.claim({&request, 1}, "owner-" + std::to_string(i), kLease);
          for (const auto result : mine.finish_if_leased(succeeded(claim))) {
            EXPECT_EQ(result, FinishResult::finished);
          }
          const std::scoped_lock lock(mutex);
          for (const auto& job : claim.jobs) { claimed.insert(job.id); }
          if (last && claim.jobs.empty()) { return; }
        }
      });
    }
  }
  EXPECT_EQ(claimed.size(), static_cast<std::size_t>(kJobs));
  EXPECT_EQ(std::set(claimed.begin(), claimed.end()).size(), static_cast<std::size_t>(kJobs));
  EXPECT_EQ(jobs().list({.state = JobState::succeeded, .type = {}, .tag = {}}, {}, kJobs + 1).jobs.size(),
            static_cast<std::size_t>(kJobs));
}

TEST_P(StoreTest, ASecondStoreSeesWhatTheFirstHasCommitted) {
  const auto second = open();
  const auto id = insert();
  EXPECT_TRUE(second->jobs().find(id));
  const auto claimed = claim_one();
  const auto end = end_of(claimed, JobState::succeeded);
  EXPECT_EQ(second->jobs().finish_if_leased({&end, 1}).front(), FinishResult::finished);
  EXPECT_EQ(state(id), JobState::succeeded);
}

TEST_P(StoreTest, UniqueKeysHoldAgainstConcurrentInserts) {
  auto job = job_of();
  job.unique_key = "k";
  std::atomic<int> made = 0;
  const auto second = open();
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&, i] {
        auto& mine = i % 2 == 0 ? jobs() : second->jobs();
        made += mine.insert({&job, 1}).front().existed ? 0 : 1;
      });
    }
  }
  EXPECT_EQ(made, 1);
}

TEST_P(StoreTest, ReadersSeeWholeChangesWhileWritersWork) {
  std::atomic<bool> done = false;
  const auto id = insert();
  std::jthread reader([&] {
    while (!done) {
      const auto detail = *jobs().find(id);
      const bool succeeded = detail.job.state == JobState::succeeded;
      EXPECT_EQ(detail.result_size.has_value(), succeeded);
    }
  });
  for (int i = 0; i < 50; ++i) {
    finish(claim_one(), JobState::succeeded);
    retry(id);
  }
  done = true;
}

}  // namespace
}  // namespace jobhost
