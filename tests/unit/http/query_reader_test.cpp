#include "http/query_reader.hpp"

#include <gmock/gmock.h>

#include <array>
#include <nlohmann/json.hpp>

namespace jobhost {
namespace {

using testing::HasSubstr;

const std::array<std::string, 3> kKnown{"limit", "wait", "state"};

Request with_query(std::map<std::string, std::string> query) {
  Request request;
  request.query = std::move(query);
  return request;
}

TEST(QueryReader, ReadsWithDefaults) {
  const auto request = with_query({{"limit", "7"}, {"wait", "20s"}});
  QueryReader query(request, kKnown);
  EXPECT_EQ(query.integer("limit", 50, 1, 500), 7);
  EXPECT_EQ(query.duration("wait"), std::chrono::seconds{20});
  EXPECT_EQ(query.text("state"), "");
  EXPECT_FALSE(query.refusal());
  const auto empty = with_query({});
  QueryReader defaults(empty, kKnown);
  EXPECT_EQ(defaults.integer("limit", 50, 1, 500), 50);
  EXPECT_EQ(defaults.duration("wait"), std::nullopt);
}

TEST(QueryReader, TellsEverythingThatIsWrongAtOnce) {
  const auto request = with_query({{"limit", "0"}, {"wait", "soon"}, {"stat", "x"}});
  QueryReader query(request, kKnown);
  query.integer("limit", 50, 1, 500);
  query.duration("wait");
  const auto refusal = query.refusal();
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->status, 400);
  const auto errors = nlohmann::json::parse(refusal->body)["errors"];
  ASSERT_EQ(errors.size(), 3u);
  EXPECT_EQ(errors[0]["pointer"], "?stat");
  EXPECT_THAT(errors[0]["detail"].get<std::string>(), HasSubstr("did you mean \"state\""));
  EXPECT_EQ(errors[1]["detail"], "is \"0\"; must be a number from 1 to 500");
  EXPECT_THAT(errors[2]["detail"].get<std::string>(), HasSubstr("is \"soon\"; must be a duration"));
}

TEST(QueryReader, NumbersMustBeWhole) {
  for (const auto* text : {"7x", "x", " 7", "7.5", "99999999999999999999"}) {
    const auto request = with_query({{"limit", text}});
    QueryReader query(request, kKnown);
    query.integer("limit", 50, 1, 500);
    EXPECT_TRUE(query.refusal()) << text;
  }
}

}  // namespace
}  // namespace jobhost
