#include "storage/plugin_store.hpp"
#include "conformance/store_test.hpp"

namespace jobhost {
namespace {

using namespace std::chrono_literals;

PluginGeneration store_generation(PluginStore& plugins, ManualClock& clock, const std::string& digest,
                                  GenerationState state, const std::string& type = "work") {
  PluginGeneration row;
  row.job_type = type;
  row.digest = digest;
  row.source = "/plugins/work.so";
  row.staged_at = clock.now();
  row.id = plugins.insert(row);
  row.state = state;
  row.version = "1.0.0";
  if (state != GenerationState::staged && state != GenerationState::rejected) { row.activated_at = clock.now(); }
  plugins.update(row);
  clock.advance(1s);
  return row;
}

TEST_P(StoreTest, KeepsAGenerationOverARestart) {
  auto row = store_generation(plugins(), clock_, "aa", GenerationState::rejected);
  row.refusal = {"not_elf", "it is no plugin", "build one"};
  row.ended_at = clock_.now();
  plugins().update(row);
  reopen();
  const auto rows = plugins().list(10);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].id, row.id);
  EXPECT_EQ(rows[0].job_type, "work");
  EXPECT_EQ(rows[0].digest, "aa");
  EXPECT_EQ(rows[0].version, "1.0.0");
  EXPECT_EQ(rows[0].source, "/plugins/work.so");
  EXPECT_EQ(rows[0].state, GenerationState::rejected);
  EXPECT_EQ(rows[0].refusal.code, "not_elf");
  EXPECT_EQ(rows[0].refusal.reason, "it is no plugin");
  EXPECT_EQ(rows[0].refusal.fix, "build one");
  EXPECT_EQ(rows[0].staged_at, row.staged_at);
  EXPECT_EQ(rows[0].activated_at, std::nullopt);
  EXPECT_EQ(rows[0].ended_at, row.ended_at);
}

TEST_P(StoreTest, ListsTheNewestFirst) {
  const auto first = store_generation(plugins(), clock_, "aa", GenerationState::gone);
  const auto second = store_generation(plugins(), clock_, "bb", GenerationState::active);
  EXPECT_EQ(plugins().list(1).at(0).id, second.id);
  EXPECT_EQ(plugins().list(10).at(1).id, first.id);
}

TEST_P(StoreTest, TheLastGoodOneBecameActiveLastAndWasNotRolledBack) {
  EXPECT_FALSE(plugins().last_good("work", ""));
  store_generation(plugins(), clock_, "aa", GenerationState::gone);
  store_generation(plugins(), clock_, "bb", GenerationState::draining);
  store_generation(plugins(), clock_, "cc", GenerationState::rolled_back);
  store_generation(plugins(), clock_, "dd", GenerationState::rejected);
  store_generation(plugins(), clock_, "ee", GenerationState::active, "other");
  EXPECT_EQ(plugins().last_good("work", "")->digest, "bb");
  EXPECT_EQ(plugins().last_good("work", "bb")->digest, "aa");
  EXPECT_EQ(plugins().last_good("other", "ee"), std::nullopt);
}

TEST_P(StoreTest, WhatIsQuarantinedIsNotGoodUntilItIsLifted) {
  store_generation(plugins(), clock_, "aa", GenerationState::gone);
  EXPECT_EQ(plugins().quarantine_reason("work", "aa"), std::nullopt);
  plugins().quarantine("work", "aa", "it crashed");
  plugins().quarantine("work", "aa", "it crashed again");
  EXPECT_EQ(plugins().quarantine_reason("work", "aa"), "it crashed again");
  EXPECT_EQ(plugins().quarantine_reason("other", "aa"), std::nullopt);
  EXPECT_FALSE(plugins().last_good("work", ""));
  plugins().lift_quarantine();
  EXPECT_TRUE(plugins().last_good("work", ""));
}

TEST_P(StoreTest, WhatAHostLeftOpenIsGoneAndStillTheLastGoodOne) {
  store_generation(plugins(), clock_, "aa", GenerationState::staged);
  store_generation(plugins(), clock_, "bb", GenerationState::active);
  store_generation(plugins(), clock_, "cc", GenerationState::rejected);
  plugins().end_open(clock_.now());
  const auto rows = plugins().list(10);
  EXPECT_EQ(rows.at(0).state, GenerationState::rejected);
  EXPECT_EQ(rows.at(1).state, GenerationState::gone);
  EXPECT_EQ(rows.at(1).ended_at, clock_.now());
  EXPECT_EQ(rows.at(2).state, GenerationState::gone);
  EXPECT_EQ(plugins().last_good("work", "")->digest, "bb");
}

}  // namespace
}  // namespace jobhost
