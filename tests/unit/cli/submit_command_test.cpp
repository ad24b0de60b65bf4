#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "canned_host.hpp"
#include "cli_run.hpp"

namespace jobhost {
namespace {

using test::CannedAnswer;
using test::CannedHost;
using test::run;
using testing::HasSubstr;
using testing::IsEmpty;

const CannedAnswer kAccepted{202, R"({"id":12,"type":"noop","state":"queued"})", {}, false};

TEST(SubmitCommand, PostsTheDocumentAndSaysHowToWatch) {
  CannedHost host;
  host.answer("POST /v1/jobs", {kAccepted});
  const auto result = run({"submit", "noop", "--payload", R"({"n": 1})", "--priority", "-5", "--tag", "a", "--tag",
                           "b", "--server", host.url()});
  EXPECT_EQ(result.exit, 0) << result.err;
  EXPECT_EQ(result.out, "job 12 submitted (noop, queued)\nwatch it with: jobhost watch 12\n");
  EXPECT_EQ(host.requests().at(0).body, R"({"type":"noop","payload":{"n":1},"priority":-5,"tags":["a","b"]})");
  EXPECT_EQ(host.requests().at(0).headers.at("Content-Type"), "application/json");
}

TEST(SubmitCommand, SaysThatTheUniqueKeyExists) {
  CannedHost host;
  host.answer("POST /v1/jobs", {{200, R"({"id":9,"type":"noop","state":"running"})", {}, false}});
  const auto result = run({"submit", "noop", "--unique-key", "k", "--server", host.url()});
  EXPECT_THAT(result.out, HasSubstr("job 9 has this unique key already (noop, running)"));
}

TEST(SubmitCommand, PrintsTheAnswerAsJson) {
  CannedHost host;
  host.answer("POST /v1/jobs", {kAccepted});
  const auto result = run({"submit", "noop", "--json", "--server", host.url()});
  EXPECT_EQ(result.out, kAccepted.body + "\n");
  EXPECT_THAT(result.err, IsEmpty());
}

TEST(SubmitCommand, FindsTheHostByItsDataFolder) {
  CannedHost host;
  host.answer("POST /v1/jobs", {kAccepted});
  const TemporaryFolder data;
  test::write_file(data, "address", host.url().substr(7) + "\n");
  EXPECT_EQ(run({"submit", "noop", "--data", data.path()}).exit, 0);
}

TEST(SubmitCommand, ChecksThePayloadBeforeItAsksTheHost) {
  CannedHost host;
  const auto result = run({"submit", "noop", "--payload", "{broken", "--server", host.url()});
  EXPECT_EQ(result.exit, 2);
  EXPECT_THAT(result.err, HasSubstr("--payload is not JSON: parse error at line 1, column 2"));
  EXPECT_THAT(host.requests(), IsEmpty());
}

}  // namespace
}  // namespace jobhost
