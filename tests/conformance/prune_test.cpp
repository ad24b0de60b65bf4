#include "conformance/store_test.hpp"

namespace jobhost {
namespace {

using std::chrono::seconds;

TEST_P(StoreTest, PruneDeletesOldFinishedJobsWithAllThatBelongsToThem) {
  insert();
  auto end = end_of(claim_one(), JobState::succeeded);
  end.artifacts = {{.name = "a", .media_type = "text/plain", .size = 1, .sha256 = "x"}};
  end.log = {{.seq = 0, .attempt = 0, .time = clock_.now(), .level = "info", .source = "host", .message = "m"}};
  finish(end);
  clock_.advance(seconds{10});
  const auto young = succeeded_job();
  EXPECT_EQ(jobs().prune(clock_.now(), 100), 1);
  EXPECT_FALSE(jobs().find(end.key.id));
  EXPECT_FALSE(jobs().result(end.key.id, 0, 10));
  EXPECT_TRUE(jobs().log(end.key.id, 0, 10).empty());
  EXPECT_TRUE(jobs().find(young));
}

TEST_P(StoreTest, PruneKeepsLiveJobsHoweverOldAndJobsThatFinishedLately) {
  const auto queued = insert_type("idle");
  const auto slow = insert();
  const auto claimed = claim_one();
  const auto running = insert();
  claim_one();
  clock_.advance(seconds{100});
  finish(claimed, JobState::failed);
  EXPECT_EQ(jobs().prune(clock_.now() - seconds{50}, 100), 0);
  for (const auto id : {queued, slow, running}) { EXPECT_TRUE(jobs().find(id)); }
}

TEST_P(StoreTest, PruneDeletesAtMostTheLimitOldestFirst) {
  std::vector<JobId> ids;
  for (int i = 0; i < 3; ++i) { ids.push_back(succeeded_job()); }
  clock_.advance(seconds{10});
  EXPECT_EQ(jobs().prune(clock_.now(), 2), 2);
  EXPECT_FALSE(jobs().find(ids[0]));
  EXPECT_FALSE(jobs().find(ids[1]));
  EXPECT_TRUE(jobs().find(ids[2]));
  EXPECT_EQ(jobs().prune(clock_.now(), 2), 1);
  EXPECT_EQ(jobs().prune(clock_.now(), 2), 0);
}

TEST_P(StoreTest, AnIdIsNeverUsedTwice) {
  const auto id = succeeded_job();
  clock_.advance(seconds{10});
  ASSERT_EQ(jobs().prune(clock_.now(), 10), 1);
  reopen();
  EXPECT_GT(insert(), id);
}

}  // namespace
}  // namespace jobhost
