#include <cmath>

#include "conformance/store_test.hpp"

namespace jobhost {
namespace {

using std::chrono::seconds;

JobUpdate progress_of(const Job& job, double fraction, const std::string& message) {
  return {.key = {job.id, job.attempt},
          .progress = Progress{.fraction = fraction, .message = message, .updated_at = {}},
          .log = {}};
}

TEST_P(StoreTest, AHeartbeatExtendsTheLeaseAndIsNoVisibleChange) {
  insert();
  const auto claimed = claim_one();
  clock_.advance(seconds{20});
  EXPECT_EQ(heartbeat({claimed.id, 1}), LeaseStatus::held);
  EXPECT_EQ(job(claimed.id).lease_expires_at, clock_.now() + kLease);
  EXPECT_EQ(job(claimed.id).revision, claimed.revision);
}

TEST_P(StoreTest, AHeartbeatTellsOfALostLeaseAndOfACancel) {
  insert();
  insert();
  const auto kept = claim_one();
  const auto ended = claim_one();
  finish(ended, JobState::succeeded);
  cancel(kept.id);
  const std::vector<LeaseKey> keys{{kept.id, 1}, {ended.id, 1}, {kept.id, 2}, {999, 1}};
  EXPECT_EQ(jobs().heartbeat(keys, kLease),
            (std::vector{LeaseStatus::cancel_requested, LeaseStatus::lost, LeaseStatus::lost, LeaseStatus::lost}));
}

TEST_P(StoreTest, ProgressIsRecorded) {
  insert();
  const auto claimed = claim_one();
  clock_.advance(seconds{1});
  record(progress_of(claimed, 0.25, "a quarter"));
  const auto seen = job(claimed.id);
  EXPECT_EQ(seen.progress.fraction, 0.25);
  EXPECT_EQ(seen.progress.message, "a quarter");
  EXPECT_EQ(seen.progress.updated_at, clock_.now());
  EXPECT_EQ(seen.revision, claimed.revision + 1);
}

TEST_P(StoreTest, ProgressIsKeptBetweenNothingAndAll) {
  insert();
  const auto claimed = claim_one();
  record(progress_of(claimed, 7, ""));
  EXPECT_EQ(job(claimed.id).progress.fraction, 1);
  record(progress_of(claimed, std::nan(""), ""));
  EXPECT_EQ(job(claimed.id).progress.fraction, 0);
}

TEST_P(StoreTest, AnUpdateWithoutTheLeaseIsDroppedAndTheRestIsKept) {
  insert();
  insert();
  const auto lost = claim_one();
  const auto held = claim_one();
  finish(lost, JobState::failed);
  const auto before = job(lost.id);
  auto late = progress_of(lost, 0.9, "late");
  late.log = {
      {.seq = 0, .attempt = 0, .time = clock_.now(), .level = "info", .source = "plugin", .message = "late"}};
  const std::vector<JobUpdate> updates{late, progress_of(held, 0.5, "on time")};
  jobs().record(updates);
  EXPECT_EQ(job(lost.id).revision, before.revision);
  EXPECT_TRUE(jobs().log(lost.id, 0, 10).empty());
  EXPECT_EQ(job(held.id).progress.message, "on time");
}

}  // namespace
}  // namespace jobhost
