// What the schemas promise to forms and to OpenAPI, checked on the JSON itself.
#include "optimization/schemas.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace {

using nlohmann::json;

void expect_described(const json& schema, const std::string& path, bool is_input) {
  SCOPED_TRACE(path);
  EXPECT_TRUE(schema.contains("title"));
  EXPECT_TRUE(schema.contains("description"));
  if (is_input && path != "payload") {
    EXPECT_TRUE(schema.contains("default"));
    EXPECT_TRUE(schema.contains("examples") && !schema["examples"].empty());
  }
  if (!schema.contains("properties")) { return; }
  EXPECT_EQ(schema["additionalProperties"], false);
  for (const auto& [name, property] : schema["properties"].items()) {
    if (!property.contains("$ref")) { expect_described(property, path + "." + name, is_input); }
  }
}

TEST(PayloadSchema, DescribesEveryFieldWithDefaultAndExamples) {
  expect_described(json::parse(optimization::kPayloadSchema), "payload", true);
}

TEST(ResultSchema, DescribesEveryField) {
  const auto schema = json::parse(optimization::kResultSchema);
  expect_described(schema, "result", false);
  expect_described(schema["definitions"]["row"], "row", false);
}

TEST(PayloadSchema, KnowsEveryFieldOfTheExample) {
  const auto schema = json::parse(optimization::kPayloadSchema);
  const auto payload = json::parse(optimization::kExamplePayload);
  for (const auto& [name, value] : payload.items()) { EXPECT_TRUE(schema["properties"].contains(name)) << name; }
  EXPECT_EQ(payload.size(), schema["properties"].size());
}

}  // namespace
