// The drivers that the conformance suite runs on.
#include "conformance/store_test.hpp"
#include "storage/sqlite/sqlite_store.hpp"

namespace jobhost {
namespace {

class OpenSqlite final : public OpenStore {
 public:
  OpenSqlite(const std::filesystem::path& folder, const Clock& clock)
      : store_({.file = folder / "jobhost.db", .cache_folder = folder / "cache"}, clock) {}
  JobStore& jobs() override { return store_.jobs(); }
  MarketData& market_data() override { return store_.market_data(); }
  PluginStore& plugins() override { return store_.plugins(); }
  RecordStore& records() override { return store_.records(); }
  ScheduleStore& schedules() override { return store_.schedules(); }
  TrialLedger& trials() override { return store_.trials(); }

 private:
  SqliteStore store_;
};

StoreDriver sqlite() {
  return {"Sqlite", [](const std::filesystem::path& folder, const Clock& clock) {
            return std::make_unique<OpenSqlite>(folder, clock);
          }};
}

INSTANTIATE_TEST_SUITE_P(Drivers, StoreTest, ::testing::ValuesIn(store_drivers()),
                         [](const auto& driver) { return driver.param.name; });

}  // namespace

std::vector<StoreDriver> store_drivers() {
  return {sqlite()};
}

}  // namespace jobhost
