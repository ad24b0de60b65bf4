#include "storage/sqlite/sqlite_store.hpp"

#include "storage/sqlite/job_listeners.hpp"
#include "storage/sqlite/read_pool.hpp"
#include "storage/sqlite/sqlite_job_store.hpp"
#include "storage/sqlite/sqlite_market_data.hpp"
#include "storage/sqlite/sqlite_plugin_store.hpp"
#include "storage/sqlite/sqlite_record_store.hpp"
#include "storage/sqlite/sqlite_schedule_store.hpp"
#include "storage/sqlite/sqlite_trial_ledger.hpp"
#include "storage/sqlite/writer.hpp"

namespace jobhost {

// Destroyed from the last to the first: the readers close before the writer, whose connection, being the last one,
// copies the write-ahead log into the file.
struct SqliteStore::Parts {
  sqlite::JobListeners listeners;
  sqlite::Writer writer;
  sqlite::ReadPool readers;
  sqlite::SqliteJobStore jobs;
  sqlite::SqliteMarketData market_data;
  sqlite::SqlitePluginStore plugins;
  sqlite::SqliteRecordStore records;
  sqlite::SqliteScheduleStore schedules;
  sqlite::SqliteTrialLedger trials;

  Parts(const SqliteOptions& options, const Clock& clock)
      : writer(options, clock, listeners),
        readers(options),
        jobs(writer, readers, listeners, clock),
        market_data(writer, readers, options.cache_folder),
        plugins(writer, readers),
        records(readers),
        schedules(writer, readers),
        trials(writer, readers) {}
};

SqliteStore::SqliteStore(const SqliteOptions& options, const Clock& clock)
    : parts_(std::make_unique<Parts>(options, clock)) {}

SqliteStore::~SqliteStore() = default;

JobStore& SqliteStore::jobs() noexcept {
  return parts_->jobs;
}
MarketData& SqliteStore::market_data() noexcept {
  return parts_->market_data;
}
PluginStore& SqliteStore::plugins() noexcept {
  return parts_->plugins;
}
RecordStore& SqliteStore::records() noexcept {
  return parts_->records;
}
ScheduleStore& SqliteStore::schedules() noexcept {
  return parts_->schedules;
}
TrialLedger& SqliteStore::trials() noexcept {
  return parts_->trials;
}

}  // namespace jobhost
