#include "job/json_schema.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

namespace jobhost {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kSchema = R"({
  "type": "object",
  "required": ["symbol"],
  "additionalProperties": false,
  "properties": {
    "symbol": {"type": "string", "minLength": 1, "maxLength": 8, "pattern": "^[A-Z0-9]+$"},
    "top": {"type": "integer", "minimum": 1, "maximum": 100},
    "method": {"enum": ["grid", "random"]},
    "share": {"type": ["number", "null"], "exclusiveMinimum": 0, "exclusiveMaximum": 1},
    "costs": {
      "type": "object",
      "additionalProperties": false,
      "properties": {"fee_bps": {"type": "number", "minimum": 0}, "slippage_bps": {"type": "number"}}
    },
    "list": {"type": "array", "items": {"$ref": "#/definitions/even"}, "maxItems": 3, "uniqueItems": true},
    "range": {"oneOf": [
      {"type": "integer"},
      {"type": "object", "required": ["min", "max"],
       "properties": {"min": {"type": "integer"}, "max": {"type": "integer"}}}
    ]}
  },
  "definitions": {"even": {"type": "integer", "multipleOf": 2}}
})";

std::vector<Problem> problems_of(const char* document, const std::string& prefix = "/payload") {
  static const JsonSchema schema{kSchema};
  return schema.validate(json::parse(document), prefix);
}

TEST(JsonSchema, AcceptsAValidDocument) {
  EXPECT_TRUE(problems_of(R"({"symbol":"SP500","top":10,"method":"grid","share":0.5,"costs":{"fee_bps":10},
                              "list":[2,4],"range":{"min":1,"max":3}})")
                  .empty());
}

TEST(JsonSchema, NamesTheValueAndTheLimit) {
  EXPECT_THAT(problems_of(R"({"symbol":"A","costs":{"fee_bps":-5}})"),
              ElementsAre(Problem{"/payload/costs/fee_bps", "is -5; must be at least 0"}));
  EXPECT_THAT(problems_of(R"({"symbol":"A","share":1})"),
              ElementsAre(Problem{"/payload/share", "is 1; must be less than 1"}));
}

TEST(JsonSchema, SaysWhichNameOfAFieldWasMeant) {
  const JsonSchema schema{
      R"({"propertyNames": {"enum": ["trades", "sharpe"]}, "additionalProperties": {"type": "number"}})"};
  EXPECT_TRUE(schema.validate({{"trades", 1}}).empty());
  EXPECT_THAT(schema.validate({{"trade", 1}}),
              ElementsAre(Problem{"/trade",
                                  "is \"trade\"; did you mean \"trades\"? must be one of \"trades\", \"sharpe\""}));
}

TEST(JsonSchema, SuggestsTheFieldThatWasMeant) {
  EXPECT_THAT(problems_of(R"({"symbol":"A","costs":{"fee_pbs":1}})"),
              ElementsAre(Problem{"/payload/costs/fee_pbs",
                                  "unknown field; did you mean \"fee_bps\"? known: fee_bps, slippage_bps"}));
}

TEST(JsonSchema, SaysWhichRequiredFieldIsMissing) {
  EXPECT_THAT(problems_of("{}"), ElementsAre(Problem{"/payload", "required field \"symbol\" is missing"}));
}

TEST(JsonSchema, NamesBothTypes) {
  EXPECT_THAT(problems_of(R"({"symbol":"A","top":"many"})"),
              ElementsAre(Problem{"/payload/top", "is a string (\"many\"); must be an integer"}));
  EXPECT_THAT(problems_of(R"({"symbol":"A","share":"x"})"),
              ElementsAre(Problem{"/payload/share", "is a string (\"x\"); must be a number or null"}));
  EXPECT_THAT(problems_of("[]"), ElementsAre(Problem{"/payload", "is an array; must be an object"}));
}

TEST(JsonSchema, ListsTheChoicesAndTheNearestOne) {
  EXPECT_THAT(problems_of(R"({"symbol":"A","method":"gird"})"),
              ElementsAre(Problem{"/payload/method",
                                  "is \"gird\"; did you mean \"grid\"? must be one of \"grid\", \"random\""}));
}

TEST(JsonSchema, ReportsEveryProblemOnceAndNotItsParents) {
  const auto problems = problems_of(R"({"symbol":"a b","top":0,"costs":{"fee_bps":"x"}})");
  ASSERT_EQ(problems.size(), 3u);
  EXPECT_EQ(problems[0].where, "/payload/costs/fee_bps");
  EXPECT_EQ(problems[1], (Problem{"/payload/symbol", "is \"a b\"; must match the pattern ^[A-Z0-9]+$"}));
  EXPECT_EQ(problems[2], (Problem{"/payload/top", "is 0; must be at least 1"}));
}

TEST(JsonSchema, FollowsReferencesIntoArrays) {
  EXPECT_THAT(problems_of(R"({"symbol":"A","list":[2,3]})"),
              ElementsAre(Problem{"/payload/list/1", "is 3; must be a multiple of 2"}));
  EXPECT_THAT(problems_of(R"({"symbol":"A","list":[2,2]})"),
              ElementsAre(Problem{"/payload/list/1", "is 2, which is there already; items must differ"}));
}

TEST(JsonSchema, ExplainsTheAlternativeThatIsNearest) {
  EXPECT_THAT(problems_of(R"({"symbol":"A","range":{"min":1,"max":"x"}})"),
              ElementsAre(Problem{"/payload/range/max", "is a string (\"x\"); must be an integer"}));
  const auto problems = problems_of(R"({"symbol":"A","range":"all"})");
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_THAT(problems[0].what, HasSubstr("must be an integer; or: is a string (\"all\"); must be an object"));
}

TEST(JsonSchema, FallsBackToTheValidatorForKeywordsItCannotExplain) {
  const JsonSchema schema{R"({"properties":{"a":{"not":{"type":"string"}}}})"};
  const auto problems = schema.validate(json::parse(R"({"a":"x"})"));
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].where, "/a");
  EXPECT_FALSE(problems[0].what.empty());
}

TEST(JsonSchema, StopsAtTwentyProblems) {
  const JsonSchema schema{R"({"items":{"type":"string"}})"};
  EXPECT_EQ(schema.validate(json(std::vector<int>(1'000))).size(), 20u);
}

TEST(JsonSchema, EscapesPointers) {
  const JsonSchema schema{R"({"additionalProperties":{"type":"string"}})"};
  EXPECT_THAT(schema.validate(json::parse(R"({"a/b~c":1})"), "/p"),
              ElementsAre(Problem{"/p/a~1b~0c", "is an integer (1); must be a string"}));
}

TEST(JsonSchema, CutsLongValues) {
  const auto problems = problems_of((R"({"symbol":"A","top":")" + std::string(5'000, 'x') + "\"}").c_str());
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_LT(problems[0].what.size(), 150u);
}

TEST(JsonSchema, RefusesTextTooLongForRegularExpressions) {
  const JsonSchema schema{R"({"properties":{"a":{"pattern":"^(a|b)*$"}}})"};
  const auto text = std::string(1'000'000, 'a');
  const auto problems = schema.validate(json{{"a", text}}, "/payload");
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].where, "/payload/a");
  EXPECT_TRUE(schema.validate(json{{"a", text.substr(0, 2'048)}}).empty());
}

TEST(JsonSchema, ASchemaThatRefersToItselfEnds) {
  const JsonSchema schema{R"({"type":"object","properties":{"next":{"$ref":"#"},"n":{"type":"integer"}}})"};
  EXPECT_TRUE(schema.validate(json::parse(R"({"next":{"next":{"n":1}}})")).empty());
  EXPECT_THAT(schema.validate(json::parse(R"({"next":{"next":{"n":"x"}}})")),
              ElementsAre(Problem{"/next/next/n", "is a string (\"x\"); must be an integer"}));
}

TEST(JsonSchema, RefusesWhatIsNoSchema) {
  EXPECT_THROW(JsonSchema{"{"}, UserError);
  EXPECT_THROW(JsonSchema{"[]"}, UserError);
  EXPECT_THROW(JsonSchema{R"({"properties": 5})"}, UserError);
  EXPECT_THROW(JsonSchema{R"({"properties": {"a": {"pattern": "["}}})"}, UserError);
}

}  // namespace
}  // namespace jobhost
