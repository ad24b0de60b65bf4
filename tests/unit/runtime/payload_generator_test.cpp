#include "runtime/payload_generator.hpp"

#include <gtest/gtest.h>

#include <set>

#include "runtime/invalid_payloads.hpp"

namespace jobhost {
namespace {

constexpr const char* kSchema = R"({
  "type": "object",
  "definitions": {"side": {"enum": ["long", "short"]}},
  "properties": {
    "fast": {"type": "integer", "minimum": 2, "maximum": 9},
    "fee": {"type": "number", "minimum": 0, "exclusiveMaximum": 1},
    "side": {"$ref": "#/definitions/side"},
    "name": {"type": "string", "minLength": 1, "maxLength": 5},
    "code": {"type": "string", "pattern": "^[A-Z]{3}-[0-9]{4}$"},
    "days": {"type": "array", "items": {"type": "integer", "multipleOf": 5, "minimum": 0, "maximum": 100}, "minItems": 1,
             "maxItems": 4},
    "exit": {"oneOf": [{"type": "object", "properties": {"stop": {"type": "number"}}, "required": ["stop"]},
                       {"type": "null"}]}
  },
  "required": ["fast", "code"], "additionalProperties": false})";
constexpr const char* kExample = R"({"fast": 3, "code": "ABC-1234"})";

std::vector<std::string> payloads(std::uint64_t seed, int count) {
  PayloadGenerator generator(kSchema, kExample, seed);
  std::vector<std::string> made;
  for (int i = 0; i < count; ++i) { made.push_back(generator.next()); }
  return made;
}

TEST(PayloadGenerator, EveryPayloadFitsTheSchema) {
  const JsonSchema schema(kSchema);
  for (const auto& payload : payloads(1, 300)) {
    EXPECT_TRUE(schema.validate(nlohmann::json::parse(payload)).empty()) << payload;
  }
}

TEST(PayloadGenerator, TheSameSeedGivesTheSamePayloads) {
  EXPECT_EQ(payloads(7, 100), payloads(7, 100));
  EXPECT_NE(payloads(7, 100), payloads(8, 100));
}

// With a pattern that it cannot make the payloads come from the example, and the other properties still vary.
TEST(PayloadGenerator, ReachesTheEndsOfRangesAndEveryChoice) {
  std::set<nlohmann::json> fast, side, stop;
  for (const auto& payload : payloads(3, 500)) {
    const auto document = nlohmann::json::parse(payload);
    fast.insert(document.at("fast"));
    if (document.contains("side")) { side.insert(document.at("side")); }
    if (document.contains("exit")) { stop.insert(document.at("exit").type_name()); }
  }
  EXPECT_EQ(fast.size(), 8U);
  EXPECT_EQ(side.size(), 2U);
  EXPECT_EQ(stop.size(), 2U);
}

TEST(PayloadGenerator, ASchemaThatRefersToItselfEnds) {
  PayloadGenerator generator(R"({"type": "object", "properties": {"child": {"$ref": "#"}}, "required": ["child"]})",
                             R"({"child": null})", 1);
  for (int i = 0; i < 20; ++i) { EXPECT_TRUE(nlohmann::json::accept(generator.next())); }
}

TEST(PayloadGenerator, ASchemaThatAllowsEverythingGivesSomething) {
  PayloadGenerator generator("{}", "{}", 1);
  std::set<std::string> seen;
  for (int i = 0; i < 50; ++i) { seen.insert(generator.next()); }
  EXPECT_GT(seen.size(), 3U);
}

TEST(InvalidPayloads, EachBreaksTheSchema) {
  const JsonSchema schema(kSchema);
  // Another text is still a name, so not every change of the example breaks the schema.
  const auto made = invalid_payloads(kSchema, R"({"fast": 3, "code": "ABC-1234", "name": "abc"})");
  EXPECT_GT(made.size(), 10U);
  for (const auto& payload : made) {
    EXPECT_FALSE(schema.validate(nlohmann::json::parse(payload)).empty()) << payload;
  }
}

}  // namespace
}  // namespace jobhost
