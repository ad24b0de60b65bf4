#include <atomic>
#include <thread>

#include "conformance/store_test.hpp"
#include "storage/schedule_store.hpp"

namespace jobhost {
namespace {

using namespace std::chrono_literals;

class ScheduleStoreTest : public StoreTest {
 protected:
  void keep(const std::vector<ScheduleKey>& keys) { schedules().keep(keys); }
  void keep_nightly() { keep({{"nightly", "@daily"}}); }
  ScheduleState state_of(const std::string& name) {
    for (auto& state : schedules().list()) {
      if (state.name == name) { return state; }
    }
    throw std::runtime_error("there is no schedule " + name);
  }
  // The slot that is so far after what has been done.
  DueSlots due(std::chrono::minutes after, std::int64_t passed = 0) {
    const auto done = state_of("nightly").done_until;
    return {done, done + after, passed};
  }
  std::size_t job_count() { return jobs().list({}, std::nullopt, 100).jobs.size(); }
};

INSTANTIATE_TEST_SUITE_P(Drivers, ScheduleStoreTest, testing::ValuesIn(store_drivers()),
                         [](const auto& driver) { return driver.param.name; });

TEST_P(ScheduleStoreTest, ANewScheduleHasNothingDueUpToNow) {
  keep_nightly();
  const auto state = state_of("nightly");
  EXPECT_EQ(state.done_until, clock_.now());
  EXPECT_FALSE(state.last_slot);
  EXPECT_FALSE(state.last_job_id);
  EXPECT_EQ(state.missed, 0);
  EXPECT_EQ(state.last_error, "");
}

TEST_P(ScheduleStoreTest, FiringInsertsTheJobAndIsDoneWithTheSlot) {
  keep_nightly();
  const auto slots = due(10min, 3);
  const auto id = schedules().fire("nightly", slots, job_of());
  ASSERT_TRUE(id);
  EXPECT_EQ(state(*id), JobState::queued);
  reopen();
  const auto after = state_of("nightly");
  EXPECT_EQ(after.done_until, slots.slot);
  EXPECT_EQ(after.last_slot, slots.slot);
  EXPECT_EQ(after.last_job_id, id);
  EXPECT_EQ(after.missed, 3);
}

TEST_P(ScheduleStoreTest, ASlotIsFiredOnce) {
  keep_nightly();
  const auto slots = due(10min);
  EXPECT_TRUE(schedules().fire("nightly", slots, job_of()));
  EXPECT_FALSE(schedules().fire("nightly", slots, job_of()));
  reopen();
  keep_nightly();
  EXPECT_FALSE(schedules().fire("nightly", slots, job_of()));
  EXPECT_FALSE(schedules().skip("nightly", slots, "too late"));
  EXPECT_EQ(job_count(), 1u);
  EXPECT_EQ(state_of("nightly").last_error, "");
}

TEST_P(ScheduleStoreTest, WhoLookedBeforeSomebodyElseFiredDoesNothing) {
  keep_nightly();
  const auto seen = due(10min);
  const DueSlots more{seen.after, seen.slot + 10min, 1};
  EXPECT_TRUE(schedules().fire("nightly", seen, job_of()));
  EXPECT_FALSE(schedules().fire("nightly", more, job_of()));  // its count of passed slots is wrong by now
  EXPECT_EQ(state_of("nightly").missed, 0);
}

TEST_P(ScheduleStoreTest, ManyProcessesFireASlotOnce) {
  keep_nightly();
  const auto slots = due(10min);
  std::atomic<int> fired{0};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        const auto process = open();
        if (process->schedules().fire("nightly", slots, job_of())) { ++fired; }
      });
    }
  }
  EXPECT_EQ(fired, 1);
  EXPECT_EQ(job_count(), 1u);
}

TEST_P(ScheduleStoreTest, AScheduleThatIsNotThereFiresNothing) {
  EXPECT_FALSE(schedules().fire("nightly", {clock_.now(), clock_.now() + 1min, 0}, job_of()));
  EXPECT_EQ(job_count(), 0u);
}

TEST_P(ScheduleStoreTest, ASkippedSlotIsMissedAndSaysWhyUntilOneIsFired) {
  keep_nightly();
  EXPECT_TRUE(schedules().skip("nightly", due(10min, 2), "no plugin"));
  const auto skipped = state_of("nightly");
  EXPECT_EQ(skipped.missed, 3);
  EXPECT_EQ(skipped.last_error, "no plugin");
  EXPECT_EQ(skipped.last_error_at, clock_.now());
  EXPECT_FALSE(skipped.last_slot);
  EXPECT_TRUE(schedules().fire("nightly", due(10min), job_of()));
  const auto fired = state_of("nightly");
  EXPECT_EQ(fired.last_error, "");
  EXPECT_FALSE(fired.last_error_at);
  EXPECT_EQ(fired.missed, 3);
}

TEST_P(ScheduleStoreTest, AnUnchangedScheduleKeepsWhereItWas) {
  keep_nightly();
  const auto before = state_of("nightly").done_until;
  clock_.advance(24h);
  keep_nightly();
  EXPECT_EQ(state_of("nightly").done_until, before);
}

TEST_P(ScheduleStoreTest, AChangedOrReenabledScheduleStartsAnew) {
  keep_nightly();
  EXPECT_TRUE(schedules().fire("nightly", due(10min), job_of()));
  clock_.advance(24h);
  keep({{"nightly", "@hourly"}});
  EXPECT_EQ(state_of("nightly").done_until, clock_.now());
  EXPECT_TRUE(state_of("nightly").last_job_id);
  keep({{"nightly", "@hourly", false}});
  clock_.advance(24h);
  keep({{"nightly", "@hourly", true}});
  EXPECT_EQ(state_of("nightly").done_until, clock_.now());
}

TEST_P(ScheduleStoreTest, AClockThatWasSetBackBringsNoSlotBack) {
  keep_nightly();
  const auto slots = due(10min);
  EXPECT_TRUE(schedules().fire("nightly", slots, job_of()));
  clock_.advance(-24h);
  keep({{"nightly", "@hourly"}});
  EXPECT_EQ(state_of("nightly").done_until, slots.slot);
}

TEST_P(ScheduleStoreTest, WhatIsNotKeptIsForgotten) {
  keep({{"nightly", "@daily"}, {"other", "@daily"}});
  EXPECT_EQ(schedules().list().size(), 2u);
  keep({{"other", "@daily"}});
  ASSERT_EQ(schedules().list().size(), 1u);
  EXPECT_EQ(schedules().list()[0].name, "other");
  clock_.advance(1h);
  keep({{"nightly", "@daily"}});
  EXPECT_EQ(state_of("nightly").done_until, clock_.now());
}

}  // namespace
}  // namespace jobhost
