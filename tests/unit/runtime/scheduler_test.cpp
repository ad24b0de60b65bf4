#include "runtime/scheduler.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "job/json_schema.hpp"
#include "storage/sqlite/sqlite_store.hpp"
#include "support/manual_clock.hpp"
#include "support/temporary_folder.hpp"

namespace jobhost {
namespace {

using namespace std::chrono_literals;

// One type, "sum", that takes {"n": integer}.
class OneType final : public JobTypeCatalog {
 public:
  OneType() { set_available(true); }
  void set_available(bool available) {
    auto type = std::make_shared<JobType>();
    type->name = "sum";
    type->available = available;
    type->unavailable_reason = "sum.so is no plugin";
    type->max_attempts = 7;
    type->payload_validator =
        std::make_shared<JsonSchema>(R"({"type":"object","properties":{"n":{"type":"integer"}}})");
    const std::scoped_lock lock(mutex_);
    type_ = std::move(type);
  }
  [[nodiscard]] std::shared_ptr<const JobType> find(std::string_view name) const override {
    const std::scoped_lock lock(mutex_);
    return name == "sum" ? type_ : nullptr;
  }
  [[nodiscard]] std::vector<std::shared_ptr<const JobType>> list() const override { return {find("sum")}; }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const JobType> type_;
};

// The clock stands at midnight, and moves when the test says so.
class SchedulerTest : public testing::Test {
 protected:
  static ScheduleConfig hourly() {
    ScheduleConfig config;
    config.name = "hourly";
    config.cron = "@hourly";
    config.type = "sum";
    config.payload = R"({"n":5})";
    return config;
  }

  void start(const std::vector<ScheduleConfig>& schedules) {
    scheduler_.reset();
    scheduler_ = std::make_unique<Scheduler>(
        SchedulerDependencies{store_.schedules(), store_.jobs(), types_, clock_}, schedules);
    scheduler_->start();
    EXPECT_TRUE(eventually([&] { return store_.schedules().list().size() == schedules.size(); }));
  }
  void advance(std::chrono::minutes by) {
    clock_.advance(by);
    if (scheduler_) { scheduler_->wake(); }
  }
  std::vector<Job> jobs() { return store_.jobs().list({}, std::nullopt, 100).jobs; }  // newest first
  ScheduleView view() { return scheduler_->schedules().at(0); }
  // Until it has fired or skipped the slot of this time.
  bool comes_to(Timestamp slot) {
    return eventually([&] { return store_.schedules().list().at(0).done_until >= slot; });
  }
  static bool eventually(const std::function<bool()>& condition) {
    const auto deadline = std::chrono::steady_clock::now() + 10s;
    while (!condition()) {
      if (std::chrono::steady_clock::now() > deadline) { return false; }
      std::this_thread::yield();
    }
    return true;
  }

  TemporaryFolder folder_;
  ManualClock clock_;
  const Timestamp midnight_ = clock_.now();
  SqliteStore store_{{.file = folder_ / "jobhost.db", .cache_folder = folder_ / "cache"}, clock_};
  OneType types_;
  std::unique_ptr<Scheduler> scheduler_;
};

TEST_F(SchedulerTest, SubmitsTheJobWhenItsSlotHasCome) {
  auto config = hourly();
  config.priority = 4;
  config.timeout = 90s;
  config.tags = {"night"};
  start({config});
  EXPECT_EQ(view().next_due, midnight_ + 1h);
  advance(61min);
  ASSERT_TRUE(comes_to(midnight_ + 1h));
  ASSERT_EQ(jobs().size(), 1u);
  const auto job = store_.jobs().find(jobs().at(0).id)->job;
  EXPECT_EQ(job.type, "sum");
  EXPECT_EQ(job.payload, R"({"n":5})");
  EXPECT_EQ(job.priority, 4);
  EXPECT_EQ(job.max_attempts, 7);  // the type's
  EXPECT_EQ(job.timeout, 90s);
  EXPECT_EQ(job.tags, std::vector<std::string>{"night"});
  EXPECT_EQ(job.metadata, R"({"schedule":"hourly","slot":"2024-01-02T01:00:00.000000Z"})");
  EXPECT_EQ(view().last_slot, midnight_ + 1h);
  EXPECT_EQ(view().last_job_id, job.id);
  EXPECT_EQ(view().next_due, midnight_ + 2h);
}

TEST_F(SchedulerTest, OfSlotsThatPassedWhileTheHostWasDownTheLatestIsFired) {
  start({hourly()});
  scheduler_.reset();
  advance(60min * 5 + 30min);
  start({hourly()});
  ASSERT_TRUE(comes_to(midnight_ + 5h));
  EXPECT_EQ(jobs().size(), 1u);
  EXPECT_EQ(view().last_slot, midnight_ + 5h);
  EXPECT_EQ(view().missed, 4);
  start({hourly()});
  advance(60min);
  ASSERT_TRUE(comes_to(midnight_ + 6h));
  EXPECT_EQ(jobs().size(), 2u);
}

TEST_F(SchedulerTest, ATypeThatIsUnavailableIsSaidAndTriedAtTheNextSlot) {
  types_.set_available(false);
  start({hourly()});
  advance(60min);
  ASSERT_TRUE(comes_to(midnight_ + 1h));
  EXPECT_EQ(view().last_error, "job type \"sum\" is not available: sum.so is no plugin");
  EXPECT_EQ(view().missed, 1);
  EXPECT_EQ(jobs().size(), 0u);
  types_.set_available(true);
  advance(60min);
  ASSERT_TRUE(comes_to(midnight_ + 2h));
  EXPECT_EQ(view().last_error, "");
  EXPECT_EQ(jobs().size(), 1u);
}

TEST_F(SchedulerTest, APayloadThatTheTypeDoesNotTakeIsSaid) {
  auto config = hourly();
  config.payload = R"({"n":"five"})";
  start({config});
  advance(60min);
  ASSERT_TRUE(comes_to(midnight_ + 1h));
  EXPECT_NE(view().last_error.find("job type \"sum\" does not take the payload: /payload/n"), std::string::npos)
      << view().last_error;
  EXPECT_EQ(jobs().size(), 0u);
  EXPECT_EQ(scheduler_->run_schedule("hourly").outcome, ScheduleOutcome::payload_invalid);
}

TEST_F(SchedulerTest, ADisabledScheduleIsNotDue) {
  auto config = hourly();
  config.enabled = false;
  auto other = hourly();
  other.name = "other";
  start({config, other});
  EXPECT_FALSE(view().next_due);
  advance(60min);
  ASSERT_TRUE(eventually([&] { return jobs().size() == 1u; }));
  EXPECT_FALSE(view().last_job_id);
  EXPECT_EQ(scheduler_->run_schedule("hourly").outcome, ScheduleOutcome::submitted);
}

TEST_F(SchedulerTest, NewSchedulesStartWithTheirNextSlot) {
  start({});
  advance(90min);
  scheduler_->set_schedules({hourly()});
  ASSERT_TRUE(eventually([&] { return store_.schedules().list().size() == 1u; }));
  EXPECT_EQ(view().next_due, midnight_ + 2h);
  advance(30min);
  ASSERT_TRUE(comes_to(midnight_ + 2h));
  EXPECT_EQ(jobs().size(), 1u);
  EXPECT_EQ(view().missed, 0);
}

TEST_F(SchedulerTest, AChangedScheduleIsNotDueForThePast) {
  start({hourly()});
  advance(50min);
  auto changed = hourly();
  changed.cron = "*/20 * * * *";
  scheduler_->set_schedules({changed});
  ASSERT_TRUE(eventually([&] { return store_.schedules().list().at(0).done_until == midnight_ + 50min; }));
  advance(10min);
  ASSERT_TRUE(comes_to(midnight_ + 1h));
  EXPECT_EQ(jobs().size(), 1u);
  EXPECT_EQ(view().missed, 0);
}

TEST_F(SchedulerTest, ARemovedScheduleIsForgotten) {
  start({hourly()});
  scheduler_->set_schedules({});
  ASSERT_TRUE(eventually([&] { return store_.schedules().list().empty(); }));
  EXPECT_EQ(scheduler_->run_schedule("hourly").outcome, ScheduleOutcome::no_such_schedule);
  EXPECT_TRUE(scheduler_->schedules().empty());
}

TEST_F(SchedulerTest, RunningByHandMovesNothing) {
  start({hourly()});
  const auto run = scheduler_->run_schedule("hourly");
  EXPECT_EQ(run.outcome, ScheduleOutcome::submitted);
  EXPECT_EQ(store_.jobs().find(run.id)->job.metadata, R"({"schedule":"hourly"})");
  EXPECT_FALSE(view().last_slot);
  EXPECT_FALSE(view().last_job_id);
  EXPECT_EQ(view().next_due, midnight_ + 1h);
}

TEST_F(SchedulerTest, TwoHostsFireASlotOnce) {
  start({hourly()});
  const auto other = std::make_unique<Scheduler>(
      SchedulerDependencies{store_.schedules(), store_.jobs(), types_, clock_}, std::vector{hourly()});
  other->start();
  for (int hour = 1; hour <= 20; ++hour) {
    clock_.advance(60min);
    scheduler_->wake();
    other->wake();
    ASSERT_TRUE(comes_to(midnight_ + std::chrono::hours(hour)));
  }
  EXPECT_EQ(jobs().size(), 20u);
  EXPECT_EQ(view().missed, 0);
}

}  // namespace
}  // namespace jobhost
