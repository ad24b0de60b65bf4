#include "http/submission.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "unit/http/test_catalog.hpp"

namespace jobhost {
namespace {

using nlohmann::json;
using testing::HasSubstr;

std::variant<NewJob, Response> read(const std::string& body) {
  static const TestCatalog catalog;
  return read_submission(body, catalog);
}

NewJob accepted(const std::string& body) {
  auto result = read(body);
  if (const auto* refusal = std::get_if<Response>(&result)) { throw std::runtime_error(refusal->body); }
  return std::get<NewJob>(std::move(result));
}

// The problem document, with its status.
json refused(const std::string& body) {
  const auto result = read(body);
  const auto* refusal = std::get_if<Response>(&result);
  return refusal == nullptr ? json{{"status", 202}} : json::parse(refusal->body);
}

// The only error of a refused submission with `field` set to `value`.
json error_of(const std::string& field, const json& value) {
  const auto problem = refused(json{{"type", "echo"}, {field, value}}.dump());
  return problem.value("errors", json::array()).size() == 1 ? problem["errors"][0] : problem;
}

TEST(Submission, ReadsEveryField) {
  const auto job = accepted(R"({"type":"optimization","payload":{"symbol":"SP500","costs":{"fee_bps":10}},
    "priority":-5,"run_at":"2027-01-31T08:00:00Z","max_attempts":7,"timeout":"10m","unique_key":"k",
    "tags":["a","b"],"metadata":{"who":"me"}})");
  EXPECT_EQ(job.type, "optimization");
  EXPECT_EQ(json::parse(job.payload), json::parse(R"({"symbol":"SP500","costs":{"fee_bps":10}})"));
  EXPECT_EQ(job.priority, -5);
  EXPECT_EQ(job.run_at, parse_rfc3339("2027-01-31T08:00:00Z"));
  EXPECT_EQ(job.max_attempts, 7);
  EXPECT_EQ(job.timeout, std::chrono::minutes{10});
  EXPECT_EQ(job.unique_key, "k");
  EXPECT_EQ(job.tags, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(job.metadata, R"({"who":"me"})");
}

TEST(Submission, TakesDefaultsFromTheJobType) {
  const auto job = accepted(R"({"type":"echo"})");
  EXPECT_EQ(job.max_attempts, 3);
  EXPECT_EQ(job.payload, "{}");
  EXPECT_EQ(job.metadata, "{}");
  EXPECT_EQ(job.timeout, std::nullopt);
  EXPECT_EQ(job.run_at, std::nullopt);
}

TEST(Submission, TimeoutMayBeSeconds) {
  EXPECT_EQ(accepted(R"({"type":"echo","timeout":90})").timeout, std::chrono::seconds{90});
  EXPECT_EQ(accepted(R"({"type":"echo","timeout":1.5})").timeout, std::chrono::milliseconds{1'500});
}

TEST(Submission, PointsIntoThePayload) {
  const auto problem = refused(R"({"type":"optimization","payload":{"symbol":"A","costs":{"fee_bps":-5}}})");
  EXPECT_EQ(problem["status"], 422);
  EXPECT_EQ(problem["errors"],
            json::parse(R"([{"pointer":"/payload/costs/fee_bps","detail":"is -5; must be at least 0"}])"));
  EXPECT_EQ(problem["detail"], "/payload/costs/fee_bps is -5; must be at least 0");
}

TEST(Submission, TellsFieldsAndPayloadTogether) {
  const auto problem = refused(R"({"type":"optimization","priority":101,"payload":{"top":0,"symbol":"A"}})");
  EXPECT_EQ(problem["errors"].size(), 2u);
  EXPECT_EQ(problem["detail"], "2 things are wrong with this job");
}

TEST(Submission, AMissingPayloadIsAnEmptyOne) {
  EXPECT_EQ(refused(R"({"type":"optimization"})")["errors"],
            json::parse(R"([{"pointer":"/payload","detail":"required field \"symbol\" is missing"}])"));
}

TEST(Submission, AnUnknownFieldNamesTheNearest) {
  EXPECT_EQ(error_of("priorty", 1)["pointer"], "/priorty");
  EXPECT_THAT(error_of("priorty", 1)["detail"].get<std::string>(), HasSubstr("did you mean \"priority\"?"));
}

TEST(Submission, RefusesValuesOutOfRange) {
  EXPECT_EQ(error_of("priority", 101)["detail"], "is 101; must be an integer from -100 to 100");
  EXPECT_EQ(error_of("priority", 1.5)["pointer"], "/priority");
  EXPECT_EQ(error_of("max_attempts", 0)["pointer"], "/max_attempts");
  EXPECT_EQ(error_of("max_attempts", 18446744073709551615ULL)["pointer"], "/max_attempts");
  EXPECT_EQ(error_of("run_at", "tomorrow")["pointer"], "/run_at");
  EXPECT_EQ(error_of("run_at", 5)["pointer"], "/run_at");
  EXPECT_EQ(error_of("timeout", "-5s")["pointer"], "/timeout");
  EXPECT_EQ(error_of("timeout", 0)["pointer"], "/timeout");
  EXPECT_EQ(error_of("unique_key", std::string(201, 'x'))["pointer"], "/unique_key");
  EXPECT_EQ(error_of("unique_key", "")["pointer"], "/unique_key");
  EXPECT_EQ(error_of("unique_key", "a\nb")["pointer"], "/unique_key");
  EXPECT_EQ(error_of("tags", "a")["pointer"], "/tags");
  EXPECT_EQ(error_of("tags", json(std::vector<std::string>(21, "a")))["pointer"], "/tags");
  EXPECT_EQ(error_of("tags", {"a", std::string(65, 'x')})["pointer"], "/tags/1");
  EXPECT_EQ(error_of("metadata", json::array())["pointer"], "/metadata");
  EXPECT_EQ(error_of("metadata", {{"k", std::string(17'000, 'x')}})["pointer"], "/metadata");
  EXPECT_EQ(error_of("payload", json::array())["pointer"], "/payload");
}

TEST(Submission, TakesValuesAtTheEdges) {
  EXPECT_NO_THROW(accepted(json{{"type", "echo"}, {"unique_key", std::string(200, 'x')}}.dump()));
  EXPECT_NO_THROW(
      accepted(json{{"type", "echo"}, {"tags", std::vector<std::string>(20, std::string(64, 'x'))}}.dump()));
  EXPECT_NO_THROW(accepted(R"({"type":"echo","priority":100,"max_attempts":100})"));
}

TEST(Submission, AnUnknownTypeNamesTheKnownOnes) {
  const auto problem = refused(R"({"type":"optimisation"})");
  EXPECT_EQ(problem["status"], 404);
  EXPECT_EQ(
      problem["detail"],
      "there is no job type \"optimisation\"; did you mean \"optimization\"? known: broken, echo, optimization");
}

TEST(Submission, ATypeWithoutPluginIsUnavailable) {
  const auto problem = refused(R"({"type":"broken"})");
  EXPECT_EQ(problem["status"], 503);
  EXPECT_THAT(problem["detail"].get<std::string>(), HasSubstr("broken.so is not a plugin"));
}

TEST(Submission, TheTypeIsRequired) {
  EXPECT_EQ(refused("{}")["errors"],
            json::parse(R"([{"pointer":"","detail":"required field \"type\" is missing"}])"));
  EXPECT_EQ(refused("[]")["status"], 422);
  EXPECT_EQ(refused("{")["status"], 400);
  EXPECT_EQ(refused(R"({"type":5})")["errors"][0]["pointer"], "/type");
}

}  // namespace
}  // namespace jobhost
