#include "runtime/result_check.hpp"

#include <gtest/gtest.h>

#include "job/json_schema.hpp"

namespace jobhost {
namespace {

JobType type_with(const std::string& schema) {
  JobType type;
  if (!schema.empty()) { type.result_validator = std::make_shared<JsonSchema>(schema); }
  return type;
}

TEST(CheckResult, TakesAnyJsonWhenThereIsNoSchema) {
  EXPECT_FALSE(check_result("[1, null]", type_with("")));
  EXPECT_FALSE(check_result("7", type_with("")));
}

TEST(CheckResult, RefusesWhatIsNotJsonWithOrWithoutASchema) {
  for (const auto* schema : {"", R"({"type": "object"})"}) {
    for (const auto* text : {"", "{", "nan", "{\"a\": 1} trailing"}) {
      const auto error = check_result(text, type_with(schema));
      ASSERT_TRUE(error) << text;
      EXPECT_EQ(error->error_class, "plugin_error");
      EXPECT_EQ(error->code, "invalid_result");
      EXPECT_FALSE(error->retryable);
    }
  }
}

TEST(CheckResult, NamesThePlaceThatBreaksThePluginsOwnSchema) {
  const auto type = type_with(R"({"type": "object", "properties": {"sum": {"type": "number"}}})");
  EXPECT_FALSE(check_result(R"({"sum": 1})", type));
  const auto error = check_result(R"({"sum": "one"})", type);
  ASSERT_TRUE(error);
  EXPECT_NE(error->message.find("/sum"), std::string::npos) << error->message;
}

EndedAttempt succeeded(const std::string& result) {
  EndedAttempt ended;
  ended.end.outcome = AttemptOutcome::succeeded;
  ended.type = std::make_shared<JobType>();
  ended.result = result;
  return ended;
}

TEST(OutputCheck, APartialMustBeJsonAndNothingElse) {
  auto ended = succeeded("[1]");
  JobType type;
  type.result_validator = std::make_shared<JsonSchema>(R"({"type": "object"})");
  ended.type = std::make_shared<JobType>(type);
  EXPECT_TRUE(check_output(ended));
  ended.job.parent_id = 1;
  EXPECT_FALSE(check_output(ended));
  ended.result = "[1";
  EXPECT_EQ(check_output(ended)->code, "invalid_result");
}

TEST(OutputCheck, RecordsMustBeJsonUnderAGoodName) {
  for (const auto& bad : {NewRecord{"UPPER", "k", "1"}, NewRecord{"c", "", "1"}, NewRecord{"c", "k", "{"}}) {
    auto ended = succeeded("{}");
    ended.records = {{"c", "k", "1"}};
    EXPECT_FALSE(check_output(ended));
    ended.records.push_back(bad);
    EXPECT_EQ(check_output(ended)->code, "invalid_record") << bad.key;
  }
}

TEST(OutputCheck, ShardsMustBeJson) {
  EndedAttempt ended;
  ended.end.planned = true;
  ended.shards = {"1", "{}"};
  EXPECT_FALSE(check_output(ended));
  ended.shards.push_back("nothing");
  EXPECT_EQ(check_output(ended)->message, "shard 3 of the plugin's plan is not valid JSON");
}

}  // namespace
}  // namespace jobhost
