// The fixture of the conformance suite: a fresh store of the driver under test, a clock that the test moves, and
// short words for what every test does. A test sees the interfaces only; a new driver joins in stores.cpp.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "storage/job_store.hpp"
#include "storage/market_data.hpp"
#include "storage/plugin_store.hpp"
#include "storage/record_store.hpp"
#include "storage/schedule_store.hpp"
#include "storage/trial_ledger.hpp"
#include "support/manual_clock.hpp"
#include "support/temporary_folder.hpp"

namespace jobhost {

// One open store; several may be open on the same data, as several processes would be.
class OpenStore {
 public:
  OpenStore() = default;
  OpenStore(const OpenStore&) = delete;
  OpenStore& operator=(const OpenStore&) = delete;
  virtual ~OpenStore() = default;
  virtual JobStore& jobs() = 0;
  virtual MarketData& market_data() = 0;
  virtual PluginStore& plugins() = 0;
  virtual RecordStore& records() = 0;
  virtual ScheduleStore& schedules() = 0;
  virtual TrialLedger& trials() = 0;
};

struct StoreDriver {
  std::string name;
  std::function<std::unique_ptr<OpenStore>(const std::filesystem::path& folder, const Clock& clock)> open;
};

// How GoogleTest names the driver in its messages.
inline void PrintTo(const StoreDriver& driver, std::ostream* out) {
  *out << driver.name;
}

// All drivers, for suites with a fixture of their own.
std::vector<StoreDriver> store_drivers();

class StoreTest : public ::testing::TestWithParam<StoreDriver> {
 protected:
  StoreTest() : store_(open()) {}

  std::unique_ptr<OpenStore> open() { return GetParam().open(folder_.path(), clock_); }
  // As after the end of this process and the start of the next.
  void reopen();
  JobStore& jobs() { return store_->jobs(); }
  MarketData& market_data() { return store_->market_data(); }
  PluginStore& plugins() { return store_->plugins(); }
  RecordStore& records() { return store_->records(); }
  ScheduleStore& schedules() { return store_->schedules(); }
  TrialLedger& trials() { return store_->trials(); }

  static NewJob job_of(const std::string& type = "work");
  JobId insert(const NewJob& job = job_of());
  JobId insert_type(const std::string& type) { return insert(job_of(type)); }
  // Claims one job of the type and returns it; the test fails when there is none.
  Job claim_one(const std::string& type = "work", const std::string& owner = "owner-a");
  std::vector<JobId> claim_ids(const std::string& type, int limit);
  Job job(JobId id);
  JobState state(JobId id) { return job(id).state; }

  // The end of the attempt that this claimed job is in.
  Finish end_of(const Job& job, JobState state) const;
  FinishResult finish(const Finish& end) { return jobs().finish_if_leased({&end, 1}).front(); }
  FinishResult finish(const Job& job, JobState state) { return finish(end_of(job, state)); }
  JobId succeeded_job();
  // Claims the job and ends its attempt so, to be tried again at once.
  void end_attempt_as(AttemptOutcome outcome);
  // Of the job that is claimed next, and then given back.
  int crashes_of_next_claim();
  CancelResult cancel(JobId id) { return jobs().cancel({&id, 1}).front(); }
  RetryResult retry(JobId id) { return jobs().retry({&id, 1}).front(); }
  LeaseStatus heartbeat(LeaseKey key) { return jobs().heartbeat({&key, 1}, kLease).front(); }
  void record(const JobUpdate& update) { jobs().record({&update, 1}); }

  static constexpr std::chrono::seconds kLease{30};

  TemporaryFolder folder_;
  ManualClock clock_;
  std::unique_ptr<OpenStore> store_;
};

}  // namespace jobhost
