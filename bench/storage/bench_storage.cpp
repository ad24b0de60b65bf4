// Throughput of the SQLite store on a real file, with the durability the host runs with (one fsync per group
// commit, before any caller is told). Prints what it measured; asserts nothing.
//
//   bench_storage FOLDER [SECONDS]     FOLDER is on the disk to be measured; its bench.db* is deleted before and
//   after
#include <SQLiteCpp/Database.h>
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <latch>
#include <mutex>
#include <thread>
#include <vector>

#include "storage/sqlite/sqlite_store.hpp"

namespace jobhost {
namespace {

using Seconds = std::chrono::duration<double>;
using SteadyClock = std::chrono::steady_clock;

constexpr int kThreads = 16;
constexpr auto kPayload =
    R"({"symbol":"SP500","timeframe":"1d","strategy":"sma_cross","parameters":{"fast":{"min":2,"max":100},)"
    R"("slow":{"min":2,"max":100}},"constraint":"fast < slow","search":{"method":"grid"},"top":10})";
constexpr auto kResult = R"({"combinations":4851,"best":{"parameters":{"fast":11,"slow":75}}})";

struct Calls {
  std::vector<double> millis;
  std::int64_t jobs = 0;
};

void remove_database(const std::filesystem::path& file) {
  for (const auto* suffix : {"", "-wal", "-shm"}) { std::filesystem::remove(file.string() + suffix); }
}

NewJob new_job() {
  NewJob job;
  job.type = "optimization";
  job.payload = kPayload;
  return job;
}

// The call, and how long it took.
template <typename Call>
void measure(Calls& calls, std::int64_t jobs, const Call& call) {
  const auto begin = SteadyClock::now();
  call();
  calls.millis.push_back(Seconds(SteadyClock::now() - begin).count() * 1e3);
  calls.jobs += jobs;
}

void print(std::string_view name, Calls& calls, double seconds) {
  if (calls.millis.empty()) { return; }
  std::sort(calls.millis.begin(), calls.millis.end());
  const auto at = [&](double share) {
    return calls.millis[static_cast<std::size_t>(share * static_cast<double>(calls.millis.size() - 1))];
  };
  fmt::print("{:<44} {:>9.0f} jobs/s   call p50 {:.2f} ms, p99 {:.2f} ms, max {:.1f} ms\n", name,
             static_cast<double>(calls.jobs) / seconds, at(0.5), at(0.99), at(1));
}

void add(Calls& sum, const Calls& part) {
  sum.millis.insert(sum.millis.end(), part.millis.begin(), part.millis.end());
  sum.jobs += part.jobs;
}

// kThreads callers that insert batches until the time is up.
Calls insert_for(JobStore& store, double seconds, int threads, int batch) {
  const std::vector<NewJob> jobs(static_cast<std::size_t>(batch), new_job());
  const auto end = SteadyClock::now() + std::chrono::duration_cast<SteadyClock::duration>(Seconds(seconds));
  std::mutex mutex;
  Calls sum;
  {
    std::vector<std::jthread> callers;
    for (int i = 0; i < threads; ++i) {
      callers.emplace_back([&] {
        Calls mine;
        while (SteadyClock::now() < end) {
          measure(mine, batch, [&] { store.insert(jobs); });
        }
        const std::scoped_lock lock(mutex);
        add(sum, mine);
      });
    }
  }
  return sum;
}

std::vector<Finish> ends_of(const Claim& claim) {
  std::vector<Finish> ends;
  for (const auto& job : claim.jobs) {
    Finish& end = ends.emplace_back();
    end.key = {job.id, job.attempt};
    end.disposition.state = JobState::succeeded;
    end.attempt.outcome = AttemptOutcome::succeeded;
    end.attempt.started_at = *job.started_at;
    end.attempt.finished_at = *job.started_at;
    end.attempt.plugin_version = "1.0.0";
    end.attempt.plugin_digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    end.result = kResult;
  }
  return ends;
}

// One dispatcher that claims and finishes whatever is there, until told to stop and nothing is left.
Calls dispatch(JobStore& store, int limit, const std::atomic<bool>& stop) {
  const std::vector<ClaimRequest> requests{{"optimization", limit}};
  Calls calls;
  while (true) {
    const bool last = stop;
    Claim claim;
    const auto begin = SteadyClock::now();
    claim = store.claim(requests, "bench", std::chrono::seconds{30});
    store.finish_if_leased(ends_of(claim));
    if (claim.jobs.empty() && last) { return calls; }
    if (claim.jobs.empty()) { continue; }
    calls.millis.push_back(Seconds(SteadyClock::now() - begin).count() * 1e3);
    calls.jobs += static_cast<std::int64_t>(claim.jobs.size());
  }
}

void bench_life(JobStore& store, double seconds, int threads, int batch, int limit) {
  std::atomic<bool> stop = false;
  Calls finished;
  const auto begin = SteadyClock::now();
  std::jthread dispatcher([&] { finished = dispatch(store, limit, stop); });
  auto inserted = insert_for(store, seconds, threads, batch);
  stop = true;
  dispatcher.join();
  const auto took = Seconds(SteadyClock::now() - begin).count();
  print(fmt::format("life: {} threads x {}, claim up to {}: insert", threads, batch, limit), inserted, took);
  print("      claim + finish", finished, took);
}

void bench_idle_claim(JobStore& store) {
  const std::vector<ClaimRequest> requests{{"nothing", 64}, {"of", 64}, {"these", 64}};
  Calls calls;
  const auto begin = SteadyClock::now();
  for (int i = 0; i < 20'000; ++i) {
    measure(calls, 1, [&] { store.claim(requests, "bench", std::chrono::seconds{30}); });
  }
  print("claim with nothing to do (calls)", calls, Seconds(SteadyClock::now() - begin).count());
}

void print_settings(const std::filesystem::path& file) {
  fmt::print("SQLite {}, journal_mode=WAL, synchronous=FULL, group commit, one fsync per commit\nfile: {}\n\n",
             SQLite::getLibVersion(), file.string());
}

void run(const std::filesystem::path& folder, double seconds) {
  const auto file = folder / "bench.db";
  remove_database(file);
  print_settings(file);
  {
    const SystemClock clock;
    SqliteStore store({.file = file, .cache_folder = folder}, clock);
    for (const int batch : {1, 8, 64}) {
      auto calls = insert_for(store.jobs(), seconds, kThreads, batch);
      print(fmt::format("insert: {} threads x batches of {}", kThreads, batch), calls, seconds);
    }
    auto calls = insert_for(store.jobs(), seconds, 64, 1);
    print("insert: 64 threads x 1", calls, seconds);
  }
  remove_database(file);
  {
    const SystemClock clock;
    SqliteStore store({.file = file, .cache_folder = folder}, clock);
    bench_idle_claim(store.jobs());
    for (const auto& [threads, batch] : {std::pair{16, 16}, std::pair{16, 1}, std::pair{64, 1}}) {
      bench_life(store.jobs(), seconds, threads, batch, 256);
    }
  }
  remove_database(file);
}

}  // namespace
}  // namespace jobhost

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: bench_storage FOLDER [SECONDS]\n");
    return 2;
  }
  try {
    jobhost::run(argv[1], argc > 2 ? std::atof(argv[2]) : 3.0);
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}
