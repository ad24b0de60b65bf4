// What plugins keep: checkpoints of jobs that have not ended, and records that outlive them.
#include "conformance/store_test.hpp"

namespace jobhost {
namespace {

using std::chrono::seconds;

class PluginDocuments : public StoreTest {
 protected:
  JobId put(const std::vector<NewRecord>& records, JobState state = JobState::succeeded) {
    insert();
    auto end = end_of(claim_one(), state);
    end.records = records;
    EXPECT_EQ(finish(end), FinishResult::finished);
    return end.key.id;
  }
  std::vector<std::string> keys(const RecordQuery& query) {
    std::vector<std::string> all;
    for (const auto& record : records().list(query)) { all.push_back(record.key); }
    return all;
  }
};

TEST_P(PluginDocuments, ACheckpointIsKeptOverAttemptsAndRestarts) {
  const auto id = insert();
  const auto claimed = claim_one();
  EXPECT_FALSE(jobs().checkpoint(id));
  EXPECT_TRUE(jobs().save_checkpoint({id, 1}, "first"));
  const std::string bytes("second\0with any\xFF byte", 22);
  EXPECT_TRUE(jobs().save_checkpoint({id, 1}, bytes));
  finish(claimed, JobState::retrying);
  reopen();
  EXPECT_EQ(jobs().checkpoint(id), bytes);
  clock_.advance(seconds{11});
  claim_one();
  clock_.advance(kLease + seconds{1});
  jobs().requeue_expired();
  EXPECT_EQ(jobs().checkpoint(id), bytes);
}

TEST_P(PluginDocuments, OnlyTheAttemptThatHoldsTheJobSavesACheckpoint) {
  const auto id = insert();
  EXPECT_FALSE(jobs().save_checkpoint({id, 0}, "not running"));
  claim_one();
  EXPECT_FALSE(jobs().save_checkpoint({id, 2}, "another attempt"));
  EXPECT_FALSE(jobs().save_checkpoint({999, 1}, "no job"));
  EXPECT_FALSE(jobs().checkpoint(id));
}

TEST_P(PluginDocuments, ACheckpointIsDeletedHoweverTheJobEnds) {
  for (const auto state : {JobState::succeeded, JobState::failed, JobState::cancelled}) {
    const auto id = insert();
    const auto claimed = claim_one();
    jobs().save_checkpoint({id, 1}, "x");
    finish(claimed, state);
    EXPECT_FALSE(jobs().checkpoint(id)) << to_string(state);
  }
  const auto id = insert();
  const auto claimed = claim_one();
  jobs().save_checkpoint({id, 1}, "x");
  finish(claimed, JobState::retrying);
  cancel(id);
  EXPECT_FALSE(jobs().checkpoint(id));
  auto once = job_of();
  once.max_attempts = 1;
  const auto lost = insert(once);
  claim_one();
  jobs().save_checkpoint({lost, 1}, "x");
  clock_.advance(kLease + seconds{1});
  jobs().requeue_expired();
  EXPECT_FALSE(jobs().checkpoint(lost));
}

TEST_P(PluginDocuments, RecordsAreStoredWithTheEndOfTheirAttempt) {
  const auto id = put({{"strategies", "sma/11/75", R"({"return":1.6})"}});
  const auto record = records().get("strategies", "sma/11/75");
  ASSERT_TRUE(record);
  EXPECT_EQ(record->collection, "strategies");
  EXPECT_EQ(record->key, "sma/11/75");
  EXPECT_EQ(record->json, R"({"return":1.6})");
  EXPECT_EQ(record->job_id, id);
  EXPECT_EQ(record->time, clock_.now());
  EXPECT_FALSE(records().get("strategies", "sma"));
  EXPECT_FALSE(records().get("other", "sma/11/75"));
}

TEST_P(PluginDocuments, WhatAFailedAttemptPutIsNeverSeen) {
  put({{"c", "failed", "1"}}, JobState::failed);
  put({{"c", "retrying", "1"}}, JobState::retrying);
  EXPECT_TRUE(keys({.collection = "c"}).empty());
}

TEST_P(PluginDocuments, AnEndThatLostItsLeaseStoresNoRecord) {
  insert();
  auto end = end_of(claim_one(), JobState::succeeded);
  end.records = {{"c", "k", "1"}};
  clock_.advance(kLease + seconds{1});
  jobs().requeue_expired();
  EXPECT_EQ(finish(end), FinishResult::lease_lost);
  EXPECT_FALSE(records().get("c", "k"));
}

TEST_P(PluginDocuments, TheNewestRecordOfAKeyWins) {
  put({{"c", "k", "1"}, {"c", "k", "2"}});
  EXPECT_EQ(records().get("c", "k")->json, "2");
  const auto id = put({{"c", "k", "3"}});
  EXPECT_EQ(records().get("c", "k")->json, "3");
  EXPECT_EQ(records().get("c", "k")->job_id, id);
}

TEST_P(PluginDocuments, RecordsAreListedByPrefixInByteOrderAndInPages) {
  put({{"c", "b/2", "1"},
       {"c", "a", "1"},
       {"c", "b/1", "1"},
       {"c", "b", "1"},
       {"c", "\xC3\xA9", "1"},
       {"d", "b/0", "1"}});
  using Keys = std::vector<std::string>;
  EXPECT_EQ(keys({.collection = "c"}), (Keys{"a", "b", "b/1", "b/2", "\xC3\xA9"}));
  EXPECT_EQ(keys({.collection = "c", .prefix = "b/"}), (Keys{"b/1", "b/2"}));
  EXPECT_EQ(keys({.collection = "c", .prefix = "b", .after = "b", .limit = 1}), (Keys{"b/1"}));
  EXPECT_EQ(keys({.collection = "c", .prefix = "b/", .after = "a"}), (Keys{"b/1", "b/2"}));
  EXPECT_TRUE(keys({.collection = "c", .prefix = "x"}).empty());
  EXPECT_TRUE(keys({.collection = "nothing"}).empty());
}

TEST_P(PluginDocuments, RecordsOutliveTheirJob) {
  const auto id = put({{"c", "k", "1"}});
  clock_.advance(seconds{10});
  ASSERT_EQ(jobs().prune(clock_.now(), 10), 1);
  reopen();
  EXPECT_EQ(records().get("c", "k")->job_id, id);
}

INSTANTIATE_TEST_SUITE_P(Drivers, PluginDocuments, ::testing::ValuesIn(store_drivers()),
                         [](const auto& driver) { return driver.param.name; });

}  // namespace
}  // namespace jobhost
