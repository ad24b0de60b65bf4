#include "conformance/store_test.hpp"

namespace jobhost {
namespace {

using std::chrono::seconds;

std::vector<JobId> ids_of(const JobPage& page) {
  std::vector<JobId> ids;
  for (const auto& job : page.jobs) { ids.push_back(job.id); }
  return ids;
}

TEST_P(StoreTest, AnUnknownJobIsNotFound) {
  EXPECT_FALSE(jobs().find(1));
  EXPECT_FALSE(jobs().result(1, 0, 10));
}

TEST_P(StoreTest, ListsNewestFirstInPages) {
  std::vector<JobId> inserted;
  for (int i = 0; i < 5; ++i) { inserted.push_back(insert()); }
  const auto first = jobs().list({}, {}, 2);
  EXPECT_EQ(ids_of(first), (std::vector<JobId>{inserted[4], inserted[3]}));
  EXPECT_EQ(first.jobs.front().payload, R"({"n":1})");
  const auto second = jobs().list({}, first.next_before, 2);
  EXPECT_EQ(ids_of(second), (std::vector<JobId>{inserted[2], inserted[1]}));
  const auto last = jobs().list({}, second.next_before, 2);
  EXPECT_EQ(ids_of(last), (std::vector<JobId>{inserted[0]}));
  EXPECT_FALSE(last.next_before);
}

TEST_P(StoreTest, APageThatEndsExactlyHasNoNext) {
  insert();
  insert();
  EXPECT_FALSE(jobs().list({}, {}, 2).next_before);
}

TEST_P(StoreTest, JobsInsertedWhilePagingDoNotShiftThePages) {
  const auto oldest = insert();
  const auto newest = insert();
  const auto first = jobs().list({}, {}, 1);
  EXPECT_EQ(ids_of(first), std::vector<JobId>{newest});
  insert();
  EXPECT_EQ(ids_of(jobs().list({}, first.next_before, 1)), std::vector<JobId>{oldest});
}

TEST_P(StoreTest, ListsByEveryState) {
  auto later = job_of();
  later.run_at = clock_.now() + seconds{60};
  std::map<JobState, JobId> expected{{JobState::scheduled, insert(later)}};
  for (const auto end : {JobState::succeeded, JobState::failed, JobState::cancelled, JobState::retrying}) {
    expected[end] = insert();
    finish(claim_one(), end);
  }
  expected[JobState::running] = insert();
  claim_one();
  expected[JobState::queued] = insert();
  for (const auto state : kAllJobStates) {
    const auto page = jobs().list({.state = state, .type = {}, .tag = {}}, {}, 10);
    const auto found = expected.find(state);
    EXPECT_EQ(ids_of(page), found == expected.end() ? std::vector<JobId>{} : std::vector{found->second})
        << to_string(state);
  }
}

TEST_P(StoreTest, ListsByStateNewestFirst) {
  std::vector<JobId> failed;
  for (int i = 0; i < 3; ++i) {
    failed.push_back(insert());
    finish(claim_one(), JobState::failed);
    succeeded_job();
  }
  const JobFilter filter{.state = JobState::failed, .type = {}, .tag = {}};
  const auto page = jobs().list(filter, {}, 2);
  EXPECT_EQ(ids_of(page), (std::vector<JobId>{failed[2], failed[1]}));
  EXPECT_EQ(ids_of(jobs().list(filter, page.next_before, 2)), (std::vector<JobId>{failed[0]}));
}

TEST_P(StoreTest, ListsByTypeAndTagTogetherAndAlone) {
  auto tagged = job_of("a");
  tagged.tags = {"x", "y"};
  const auto a_tagged = insert(tagged);
  tagged.type = "b";
  tagged.tags = {"y"};
  const auto b_tagged = insert(tagged);
  const auto a_plain = insert_type("a");
  const auto list = [&](const std::string& type, const std::string& tag, std::optional<JobState> state) {
    return ids_of(jobs().list({.state = state, .type = type, .tag = tag}, {}, 10));
  };
  EXPECT_EQ(list("a", "", {}), (std::vector<JobId>{a_plain, a_tagged}));
  EXPECT_EQ(list("", "y", {}), (std::vector<JobId>{b_tagged, a_tagged}));
  EXPECT_EQ(list("a", "y", {}), (std::vector<JobId>{a_tagged}));
  EXPECT_EQ(list("a", "y", JobState::queued), (std::vector<JobId>{a_tagged}));
  EXPECT_EQ(list("a", "y", JobState::running), std::vector<JobId>{});
  EXPECT_EQ(list("", "' OR 1=1 --", {}), std::vector<JobId>{});
}

TEST_P(StoreTest, CountsLiveJobsByTypeAndState) {
  EXPECT_TRUE(jobs().counts().empty());
  auto later = job_of("a");
  later.run_at = clock_.now() + seconds{60};
  insert(later);
  insert_type("a");
  insert_type("a");
  insert_type("b");
  finish(claim_one("b"), JobState::retrying);
  insert_type("b");
  claim_one("b");
  succeeded_job();
  const auto counts = jobs().counts();
  ASSERT_EQ(counts.size(), 2U);
  using Live = std::map<JobState, std::int64_t>;
  EXPECT_EQ(counts.at("a").live, (Live{{JobState::scheduled, 1}, {JobState::queued, 2}}));
  EXPECT_EQ(counts.at("b").live, (Live{{JobState::running, 1}, {JobState::retrying, 1}}));
}

}  // namespace
}  // namespace jobhost
