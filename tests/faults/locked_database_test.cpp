// Another process holds the write lock of the database: submissions are refused with a reason, and all goes on
// after.

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <fstream>

#include "support/host_process.hpp"
#include "support/marked_plugin.hpp"
#include "support/reload_client.hpp"

namespace jobhost {
namespace {

class LockedDatabase : public testing::Test {
 protected:
  void SetUp() override { host_.start(); }
  HostProcess host_{"storage: {busy_timeout: 200ms}\n" + test_config({"example_c", "hostile"})};
};

TEST_F(LockedDatabase, SubmissionsAre503WithRetryAfterUntilTheLockIsGone) {
  auto api = host_.client();
  const nlohmann::json job{{"type", "example_c"}, {"payload", {{"values", {1, 2}}}}};
  {
    SQLite::Database other((host_.data() / "jobhost.db").string(), SQLite::OPEN_READWRITE);
    other.exec("BEGIN IMMEDIATE");
    const auto refused = api.post("/v1/jobs", job);
    EXPECT_EQ(refused.status, 503) << refused.body;
    EXPECT_EQ(refused.headers.count("retry-after"), 1u);
    EXPECT_NE(refused.body.find("nothing was changed"), std::string::npos) << refused.body;
    // The reason is for the operator.
    EXPECT_NE(host_.output().find("locked"), std::string::npos) << host_.output();
    other.exec("ROLLBACK");
  }
  const auto taken = api.post("/v1/jobs", job);
  ASSERT_EQ(taken.status, 202) << taken.body;
  EXPECT_EQ(api.finish(taken.json().at("id").get<std::int64_t>()).at("state"), "succeeded");
}

TEST_F(LockedDatabase, AResultThatCannotBeStoredYetIsStoredLater) {
  auto api = host_.client();
  const auto gate = (host_.folder() / "gate").string();
  const auto id = api.submit("hostile", {{"do", "wait_for_file"}, {"file", gate}});
  api.wait_for_state(id, {"running"});
  {
    SQLite::Database other((host_.data() / "jobhost.db").string(), SQLite::OPEN_READWRITE);
    other.exec("BEGIN IMMEDIATE");
    std::ofstream(gate) << "open";
    // The host has tried and failed once it says so.
    while (host_.output().find("store cannot serve, trying again") == std::string::npos) {
      ASSERT_EQ(api.get("/livez").status, 200);
    }
    other.exec("ROLLBACK");
  }
  const auto job = api.finish(id);
  EXPECT_EQ(job.at("state"), "succeeded");
  EXPECT_EQ(job.at("attempt"), 1);
}

TEST(LockedDatabaseReload, APluginThatCannotBeStoredYetIsTakenLater) {
  HostProcess host("storage: {busy_timeout: 100ms}\njob_types:\n  marked:\n    plugin: marked.so\n");
  write_in_place(host.folder() / "marked.so", marked_plugin("a1"));
  host.start();
  auto api = host.client();
  {
    SQLite::Database other((host.data() / "jobhost.db").string(), SQLite::OPEN_READWRITE);
    other.exec("BEGIN IMMEDIATE");
    write_and_rename(host.folder() / "marked.so", marked_plugin("a2"));
    const auto report = reload(api);
    ASSERT_EQ(report.at("refused").size(), 1u) << report.dump();
    EXPECT_EQ(report.at("refused")[0].at("code"), "not_stored");
    other.exec("ROLLBACK");
  }
  EXPECT_TRUE(becomes_active(api, "marked", "a2000000000000"));
}

}  // namespace
}  // namespace jobhost
