#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "storage/sqlite/sqlite_store.hpp"
#include "support/temporary_folder.hpp"

namespace jobhost {
namespace {

constexpr int kJobs = 300;

void insert_jobs(const SqliteOptions& options) {
  const SystemClock clock;
  SqliteStore store(options, clock);
  NewJob job;
  job.type = "work";
  const std::vector<NewJob> batch(kJobs, job);
  store.jobs().insert(batch);
}

// Claims and finishes until nothing is left.
void work(const SqliteOptions& options, const std::string& owner) {
  const SystemClock clock;
  SqliteStore store(options, clock);
  const ClaimRequest request{"work", 3};
  while (true) {
    const auto claim = store.jobs().claim({&request, 1}, owner, std::chrono::minutes{10});
    if (claim.jobs.empty()) { return; }
    std::vector<Finish> ends;
    for (const auto& job : claim.jobs) {
      Finish& end = ends.emplace_back();
      end.key = {job.id, job.attempt};
      end.disposition.state = JobState::succeeded;
      end.attempt.plugin_version = owner;
      end.result = "{}";
    }
    for (const auto result : store.jobs().finish_if_leased(ends)) {
      if (result != FinishResult::finished) { throw std::runtime_error("somebody else had the job"); }
    }
  }
}

pid_t start(const SqliteOptions& options, const std::string& owner) {
  const pid_t pid = ::fork();
  if (pid != 0) { return pid; }
  try {
    work(options, owner);
    ::_exit(0);
  } catch (const std::exception&) { ::_exit(1); }
}

TEST(TwoProcesses, ShareOneFileAndRunEveryJobOnce) {
  const TemporaryFolder folder;
  const SqliteOptions options{.file = folder / "jobhost.db", .cache_folder = folder / "c"};
  insert_jobs(options);
  const std::vector<pid_t> children{start(options, "a"), start(options, "b")};
  for (const auto child : children) {
    int status = -1;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  }
  const SystemClock clock;
  SqliteStore store(options, clock);
  const auto page = store.jobs().list({.state = JobState::succeeded, .type = {}, .tag = {}}, {}, kJobs + 1);
  ASSERT_EQ(page.jobs.size(), static_cast<std::size_t>(kJobs));
  for (const auto& job : page.jobs) {
    EXPECT_EQ(job.revision, 3) << "inserted, claimed, finished";
    EXPECT_EQ(store.jobs().find(job.id)->attempts.size(), 1U);
  }
}

}  // namespace
}  // namespace jobhost
