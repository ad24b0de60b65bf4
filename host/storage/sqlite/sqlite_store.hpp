// The embedded default store: one SQLite file, WAL, synchronous=FULL. Owns the database file, the writer thread
// with its group commit and the read connections, and hands out the stores that share them.
#pragma once

#include <filesystem>
#include <memory>

#include "storage/job_store.hpp"
#include "storage/market_data.hpp"
#include "storage/plugin_store.hpp"
#include "storage/record_store.hpp"
#include "storage/schedule_store.hpp"
#include "storage/trial_ledger.hpp"
#include "support/clock.hpp"

namespace jobhost {

struct SqliteOptions {
  std::filesystem::path file;                     // DIR/jobhost.db
  std::filesystem::path cache_folder;             // DIR/cache: column files
  std::chrono::milliseconds busy_timeout{5'000};  // how long another process may hold the write lock
};

class SqliteStore {
 public:
  // Opens, migrates and starts the writer thread. Throws UserError with the path and the fix when the file cannot
  // be created, is not a database, or has a newer schema than this program.
  SqliteStore(const SqliteOptions& options, const Clock& clock);
  // Finishes what has been handed over, then stops the writer thread.
  ~SqliteStore();
  SqliteStore(const SqliteStore&) = delete;
  SqliteStore& operator=(const SqliteStore&) = delete;

  [[nodiscard]] JobStore& jobs() noexcept;
  [[nodiscard]] MarketData& market_data() noexcept;
  [[nodiscard]] PluginStore& plugins() noexcept;
  [[nodiscard]] RecordStore& records() noexcept;
  [[nodiscard]] ScheduleStore& schedules() noexcept;
  [[nodiscard]] TrialLedger& trials() noexcept;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace jobhost
