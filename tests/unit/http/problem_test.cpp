#include "http/problem.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

namespace jobhost {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

TEST(Problem, HasTheMembersOfRfc9457) {
  const auto response = problem(422, "invalid", "two things", {{"/a", "is 1"}, {"/b", "is \"2\""}});
  EXPECT_EQ(response.content_type, "application/problem+json");
  const auto document = json::parse(response.body);
  EXPECT_EQ(document["type"], "urn:jobhost:problem:invalid");
  EXPECT_EQ(document["title"], "Unprocessable Content");
  EXPECT_EQ(document["status"], 422);
  EXPECT_EQ(document["detail"], "two things");
  EXPECT_EQ(document["errors"],
            json::parse(R"([{"pointer":"/a","detail":"is 1"},{"pointer":"/b","detail":"is \"2\""}])"));
  EXPECT_FALSE(json::parse(problem(404, "x", "y").body).contains("errors"));
}

TEST(Problem, AUserErrorIsToldWithItsProblems) {
  const auto response = problem_of(UserError("two rows are wrong", {{"row 5", "close is NaN"}}), "PUT", "/x");
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(json::parse(response.body)["errors"][0]["pointer"], "row 5");
}

TEST(Problem, OtherExceptionsTellNothing) {
  const auto response = problem_of(std::runtime_error("secret"), "GET", "/x");
  EXPECT_EQ(response.status, 500);
  EXPECT_THAT(response.body, Not(HasSubstr("secret")));
}

TEST(Problem, AStoreThatCannotServeAsksToComeAgain) {
  const auto response = problem_of(StoreError("secret"), "GET", "/x");
  EXPECT_EQ(response.status, 503);
  EXPECT_THAT(response.body, Not(HasSubstr("secret")));
  EXPECT_EQ(response.headers.at(0).first, "Retry-After");
}

}  // namespace
}  // namespace jobhost
