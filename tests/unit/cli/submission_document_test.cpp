#include "cli/submission_document.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli_run.hpp"
#include "support/errors.hpp"

namespace jobhost {
namespace {

using test::write_file;
using testing::AllOf;
using testing::HasSubstr;
using testing::ThrowsMessage;

TEST(SubmissionDocument, HoldsWhatIsGivenAndNothingElse) {
  Submission submission;
  submission.type = "optimization";
  EXPECT_EQ(submission_document(submission), R"({"type":"optimization"})");
}

TEST(SubmissionDocument, HoldsEveryOption) {
  Submission submission;
  submission.type = "t";
  submission.payload = R"( {"z": 1, "a": 0.1})";
  submission.priority = -5;
  submission.run_at = "2026-01-31T08:00:00Z";
  submission.max_attempts = 1;
  submission.timeout = "90s";
  submission.unique_key = "k";
  submission.tags = {"x", "y"};
  submission.metadata = R"({"m":true})";
  EXPECT_EQ(
      submission_document(submission),
      R"({"type":"t","payload":{"z":1,"a":0.1},"priority":-5,"run_at":"2026-01-31T08:00:00Z","max_attempts":1,)"
      R"("timeout":"90s","unique_key":"k","tags":["x","y"],"metadata":{"m":true}})");
}

TEST(SubmissionDocument, ReadsThePayloadFromAFile) {
  const TemporaryFolder folder;
  Submission submission;
  submission.type = "t";
  submission.payload = write_file(folder, "p.json", R"({"symbol": "SP500"})");
  EXPECT_EQ(submission_document(submission), R"({"type":"t","payload":{"symbol":"SP500"}})");
}

TEST(SubmissionDocument, WritesOptionsOverAWholeSubmission) {
  const TemporaryFolder folder;
  Submission submission;
  submission.file = write_file(folder, "job.json", R"({"type": "a", "payload": {"x": 1}, "priority": 1})");
  submission.priority = 9;
  EXPECT_EQ(submission_document(submission), R"({"type":"a","payload":{"x":1},"priority":9})");
}

TEST(SubmissionDocument, SaysWhereTextIsNotJson) {
  Submission submission;
  submission.type = "t";
  submission.payload = "{\"a\":\n 5,}";
  EXPECT_THAT([&] { submission_document(submission); },
              ThrowsMessage<UserError>(AllOf(HasSubstr("--payload is not JSON: parse error at line 2, column 4"))));
}

TEST(SubmissionDocument, RefusesWhatIsNoObject) {
  const TemporaryFolder folder;
  Submission submission;
  submission.type = "t";
  submission.payload = "[1]";
  EXPECT_THROW(submission_document(submission), UserError);
  submission.payload = folder.path().string();
  EXPECT_THAT([&] { submission_document(submission); }, ThrowsMessage<UserError>(HasSubstr("Is a directory")));
  submission.payload = "no-such-file.json";
  EXPECT_THAT([&] { submission_document(submission); },
              ThrowsMessage<UserError>(HasSubstr("no-such-file.json cannot be read: No such file or directory")));
}

}  // namespace
}  // namespace jobhost
