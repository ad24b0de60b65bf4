#include "conformance/store_test.hpp"

namespace jobhost {
namespace {

using std::chrono::seconds;

TEST_P(StoreTest, AClaimStartsAnAttemptUnderALease) {
  const auto id = insert();
  clock_.advance(seconds{5});
  const auto claimed = claim_one("work", "owner-a");
  EXPECT_EQ(claimed.id, id);
  EXPECT_EQ(claimed.state, JobState::running);
  EXPECT_EQ(claimed.attempt, 1);
  EXPECT_EQ(claimed.revision, 2);
  EXPECT_EQ(claimed.started_at, clock_.now());
  EXPECT_EQ(claimed.lease_expires_at, clock_.now() + kLease);
  EXPECT_EQ(claimed.lease_owner, "owner-a");
  EXPECT_EQ(claimed.payload, R"({"n":1})");
  EXPECT_EQ(job(id).lease_owner, "owner-a");
}

TEST_P(StoreTest, ClaimsByPriorityThenRunAtThenId) {
  const auto now = clock_.now();
  const auto add = [&](int priority, seconds ago) {
    auto job = job_of();
    job.priority = priority;
    job.run_at = now - ago;
    return insert(job);
  };
  const auto plain = add(0, seconds{0});
  const auto plain_too = add(0, seconds{0});
  const auto older = add(0, seconds{9});
  const auto urgent = add(5, seconds{0});
  const auto idle = add(-5, seconds{99});
  EXPECT_EQ(claim_ids("work", 2), (std::vector<JobId>{urgent, older}));
  EXPECT_EQ(claim_ids("work", 10), (std::vector<JobId>{plain, plain_too, idle}));
}

TEST_P(StoreTest, ClaimsAtMostTheLimitOfTheRightTypeInTheOrderOfTheRequests) {
  const auto a1 = insert_type("a");
  insert_type("c");
  const auto b1 = insert_type("b");
  const auto a2 = insert_type("a");
  insert_type("a");
  const std::vector<ClaimRequest> requests{{"b", 5}, {"a", 2}, {"c", 0}, {"c", -1}};
  std::vector<JobId> ids;
  for (const auto& job : jobs().claim(requests, "o", kLease).jobs) { ids.push_back(job.id); }
  EXPECT_EQ(ids, (std::vector<JobId>{b1, a1, a2}));
}

TEST_P(StoreTest, AJobIsClaimedOnce) {
  insert();
  EXPECT_EQ(claim_ids("work", 10).size(), 1U);
  EXPECT_TRUE(claim_ids("work", 10).empty());
}

TEST_P(StoreTest, ClaimPromotesWhatIsDue) {
  auto later = job_of();
  later.run_at = clock_.now() + seconds{10};
  const auto id = insert(later);
  EXPECT_TRUE(claim_ids("work", 1).empty());
  clock_.advance(seconds{10});
  const auto claimed = claim_one();
  EXPECT_EQ(claimed.id, id);
  EXPECT_EQ(claimed.revision, 3);  // inserted, promoted, claimed
}

TEST_P(StoreTest, PromotesDueJobsOfTypesThatNobodyAskedFor) {
  auto later = job_of("other");
  later.run_at = clock_.now() + seconds{10};
  const auto id = insert(later);
  clock_.advance(seconds{11});
  EXPECT_TRUE(claim_ids("work", 1).empty());
  EXPECT_EQ(state(id), JobState::queued);
}

TEST_P(StoreTest, SaysWhenTheNextJobIsDue) {
  const ClaimRequest request{"work", 1};
  EXPECT_FALSE(jobs().claim({&request, 1}, "o", kLease).next_due);
  for (const int delay : {30, 20, 40}) {
    auto later = job_of("other");
    later.run_at = clock_.now() + seconds{delay};
    insert(later);
  }
  EXPECT_EQ(jobs().claim({&request, 1}, "o", kLease).next_due, clock_.now() + seconds{20});
  insert();
  EXPECT_EQ(jobs().claim({&request, 1}, "o", kLease).next_due, clock_.now() + seconds{20});
}

TEST_P(StoreTest, ARetryingJobComesBackWhenItsTimeHasCome) {
  insert();
  const auto claimed = claim_one();
  ASSERT_EQ(finish(claimed, JobState::retrying), FinishResult::finished);
  EXPECT_TRUE(claim_ids("work", 1).empty());
  clock_.advance(seconds{10});
  const auto again = claim_one();
  EXPECT_EQ(again.id, claimed.id);
  EXPECT_EQ(again.attempt, 2);
}

TEST_P(StoreTest, ANewAttemptStartsItsProgressAnew) {
  insert();
  auto claimed = claim_one();
  record({.key = {claimed.id, 1},
          .progress = Progress{.fraction = 0.5, .message = "half", .updated_at = {}},
          .log = {}});
  finish(claimed, JobState::retrying);
  clock_.advance(seconds{10});
  const auto again = claim_one();
  EXPECT_EQ(again.progress.fraction, 0);
  EXPECT_EQ(again.progress.message, "");
  EXPECT_FALSE(again.progress.updated_at);
}

}  // namespace
}  // namespace jobhost
