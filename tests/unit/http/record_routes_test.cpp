#include <gtest/gtest.h>

#include "unit/http/test_host.hpp"

namespace jobhost {
namespace {

using nlohmann::json;

class RecordRoutes : public testing::Test {
 protected:
  void put(const std::vector<NewRecord>& records) {
    host_.submit_echo();
    const auto job = host_.claim("echo");
    Finish finish;
    finish.key = {job.id, job.attempt};
    finish.disposition.state = JobState::succeeded;
    finish.attempt.attempt = job.attempt;
    finish.result = "{}";
    finish.records = records;
    host_.sqlite.jobs().finish_if_leased(std::span(&finish, 1));
  }
  json get(const std::string& path) { return json::parse(host_.client().Get(path)->body); }

  TestHost host_;
};

TEST_F(RecordRoutes, AListIsPagedByKey) {
  put({{"c", "b/1", "1"}, {"c", "a", R"({"x":"y"})"}, {"c", "b/2", "[2]"}, {"c", "b/3", "3"}});
  const auto first = get("/v1/records/c?limit=2&prefix=b/");
  ASSERT_EQ(first["records"].size(), 2U);
  EXPECT_EQ(first["records"][0]["key"], "b/1");
  EXPECT_EQ(first["records"][1]["value"], json::array({2}));
  EXPECT_EQ(first["next_after"], "b/2");
  const auto second = get("/v1/records/c?limit=2&prefix=b/&after=b/2");
  ASSERT_EQ(second["records"].size(), 1U);
  EXPECT_TRUE(second["next_after"].is_null());
  EXPECT_EQ(get("/v1/records/c")["records"].size(), 4U);
}

TEST_F(RecordRoutes, AListOfLargeRecordsIsCutBeforeItGrowsTooLarge) {
  std::vector<NewRecord> records;
  for (int i = 0; i < 5; ++i) {
    records.push_back({"c", std::to_string(i), "\"" + std::string(100'000, 'x') + "\""});
  }
  put(records);
  const auto page = get("/v1/records/c");
  EXPECT_EQ(page["records"].size(), 2U);
  EXPECT_EQ(page["next_after"], "1");
}

TEST_F(RecordRoutes, ARecordIsFoundByItsKey) {
  put({{"c", "a b/c", R"({"x":1})"}});
  const auto record = get("/v1/records/c/a%20b%2Fc");
  EXPECT_EQ(record["collection"], "c");
  EXPECT_EQ(record["key"], "a b/c");
  EXPECT_EQ(record["value"], (json{{"x", 1}}));
}

TEST_F(RecordRoutes, WhatIsNotThereOrNotANameIsSaid) {
  const auto missing = host_.client().Get("/v1/records/c/none");
  EXPECT_EQ(missing->status, 404);
  EXPECT_EQ(json::parse(missing->body)["type"], "urn:jobhost:problem:no_such_record");
  EXPECT_EQ(host_.client().Get("/v1/records/NO")->status, 400);
  EXPECT_EQ(host_.client().Get("/v1/records/c?limit=0")->status, 400);
  EXPECT_EQ(host_.client().Get("/v1/records/c?limt=1")->status, 400);
}

}  // namespace
}  // namespace jobhost
