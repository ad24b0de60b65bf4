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

}  // namespace
}  // namespace jobhost
