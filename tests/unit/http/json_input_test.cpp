#include "http/json_input.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

namespace jobhost {
namespace {

using nlohmann::json;
using testing::HasSubstr;

// status and detail of the refusal; status 0 when there is none.
std::pair<int, std::string> refusal_of(const std::string& text) {
  json document;
  const auto refusal = parse_json(text, document);
  if (!refusal) { return {0, ""}; }
  return {refusal->status, json::parse(refusal->body)["detail"]};
}

TEST(JsonInput, SaysWhereTheJsonBreaks) {
  const auto [status, detail] = refusal_of("{\n  \"a\": 1,\n  \"b\" 2\n}");
  EXPECT_EQ(status, 400);
  EXPECT_THAT(detail, HasSubstr("line 3, column 7 (byte 18)"));
}

TEST(JsonInput, RefusesEmptyAndTruncatedBodies) {
  EXPECT_EQ(refusal_of("").first, 400);
  EXPECT_EQ(refusal_of("{\"a\":").first, 400);
  EXPECT_EQ(refusal_of("{} {}").first, 400);
}

TEST(JsonInput, RefusesTextThatIsNotUtf8) {
  EXPECT_EQ(refusal_of("{\"a\":\"\xFF\"}").first, 400);
}

TEST(JsonInput, RefusesNumbersThatNoDoubleHolds) {
  EXPECT_EQ(refusal_of("{\"a\":1e999}").first, 400);
}

TEST(JsonInput, AllowsSixtyFourLevelsAndNoMore) {
  EXPECT_EQ(refusal_of(std::string(64, '[') + std::string(64, ']')).first, 0);
  const auto [status, detail] = refusal_of(std::string(65, '[') + std::string(65, ']'));
  EXPECT_EQ(status, 400);
  EXPECT_THAT(detail, HasSubstr("deeper than 64"));
  EXPECT_EQ(refusal_of(std::string(1'000'000, '[')).first, 400);
}

TEST(JsonInput, BracketsInTextAreNoLevels) {
  EXPECT_EQ(refusal_of("[\"" + std::string(100, '[') + "\\\"" + std::string(100, '{') + "\"]").first, 0);
}

TEST(JsonInput, OfDuplicateKeysTheLastOneCounts) {
  json document;
  EXPECT_FALSE(parse_json(R"({"a":1,"a":2})", document));
  EXPECT_EQ(document["a"], 2);
}

TEST(JsonInput, TakesTheMediaTypeWithParametersInAnyCase) {
  EXPECT_FALSE(refuse_unless_json("application/json"));
  EXPECT_FALSE(refuse_unless_json("Application/JSON; charset=utf-8"));
  EXPECT_FALSE(refuse_unless_json("application/json ;x"));
  for (const auto* type : {"", "text/plain", "application/jsonx", "application/x-www-form-urlencoded"}) {
    const auto refusal = refuse_unless_json(type);
    ASSERT_TRUE(refusal) << type;
    EXPECT_EQ(refusal->status, 415);
  }
}

}  // namespace
}  // namespace jobhost
