// submit --wait and watch: following a job to its end.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>

#include "canned_host.hpp"
#include "cli/cli.hpp"
#include "cli_run.hpp"

namespace jobhost {
namespace {

using test::CannedAnswer;
using test::CannedHost;
using test::kHangUp;
using test::run;
using testing::HasSubstr;
using testing::IsEmpty;

CannedAnswer job(int revision, const std::string& fields) {
  const auto etag = "W/\"12-" + std::to_string(revision) + "\"";
  return {200, R"({"id":12,"type":"optimization",)" + fields + "}", {{"ETag", etag}}, false};
}

const CannedAnswer kUnchanged{304, "", {}, false};
const CannedAnswer kQueued = job(1, R"("state":"queued","progress":{"fraction":0,"message":""})");
const CannedAnswer kRunning = job(2, R"("state":"running","progress":{"fraction":0.4,"message":"sweeping"})");
const CannedAnswer kSucceeded = job(3, R"("state":"succeeded","attempt":1,"payload":{"objective":"sharpe"},
  "started_at":"2026-01-02T03:04:05.000000Z","finished_at":"2026-01-02T03:04:05.050000Z",
  "result":{"combinations":4851,"best":{"parameters":{"fast":11},"metrics":{"sharpe":0.5}}},
  "artifacts":[{"name":"c.csv","media_type":"text/csv","size":10,"href":"/v1/jobs/12/artifacts/c.csv"}])");
const CannedAnswer kFailed =
    job(3, R"("state":"failed","attempt":1,"error":{"class":"timeout","message":"too long"})");
const CannedAnswer kCancelled = job(3, R"("state":"cancelled","attempt":0)");

TEST(SubmitAndWait, ShowsProgressThenTheTableAndWhereTheRestIs) {
  CannedHost host;
  host.answer("POST /v1/jobs", {{202, kQueued.body, {}, false}});
  host.answer("GET /v1/jobs/12", {kQueued, kRunning, kSucceeded});
  const auto result = run({"submit", "optimization", "--wait", "--server", host.url()});
  EXPECT_EQ(result.exit, 0) << result.err;
  EXPECT_EQ(result.err,
            "job 12 submitted (optimization, queued)\n"
            "job 12 queued 0%\n"
            "job 12 running 40% sweeping\n"
            "job 12 succeeded 100%\n");
  EXPECT_EQ(result.out,
            "job 12 succeeded in 50 ms\n"
            "\n"
            "best of 4,851 combinations by sharpe\n"
            "rank  fast  sharpe\n"
            "----  ----  ------\n"
            "   1    11  0.5000\n"
            "\n"
            "  result      " +
                host.url() +
                "/v1/jobs/12/result\n"
                "  artifact    " +
                host.url() + "/v1/jobs/12/artifacts/c.csv (text/csv, 10 bytes)\n");
}

TEST(SubmitAndWait, AsksForChangesOnly) {
  CannedHost host;
  host.answer("POST /v1/jobs", {{202, kQueued.body, {}, false}});
  host.answer("GET /v1/jobs/12", {kQueued, kUnchanged, kRunning, kSucceeded});
  EXPECT_EQ(run({"submit", "t", "--wait", "--server", host.url()}).exit, 0);
  const auto requests = host.requests();
  ASSERT_EQ(requests.size(), 5U);
  EXPECT_EQ(requests.at(1).target, "/v1/jobs/12");
  EXPECT_EQ(requests.at(2).target, "/v1/jobs/12?wait=20s&if_changed=W%2F%2212-1%22");
  EXPECT_EQ(requests.at(3).target, requests.at(2).target);
  EXPECT_EQ(requests.at(4).target, "/v1/jobs/12?wait=20s&if_changed=W%2F%2212-2%22");
}

TEST(SubmitAndWait, ExitCodesTellHowTheJobEnded) {
  CannedHost host;
  host.answer("POST /v1/jobs", {{202, kQueued.body, {}, false}});
  host.answer("GET /v1/jobs/12", {kFailed});
  const auto failed = run({"submit", "t", "--wait", "--server", host.url()});
  EXPECT_EQ(failed.exit, 1);
  EXPECT_THAT(failed.err, HasSubstr("job 12 failed: [timeout] too long\n"));
  EXPECT_THAT(failed.out, IsEmpty());
  host.answer("GET /v1/jobs/12", {kCancelled});
  EXPECT_EQ(run({"submit", "t", "--wait", "--server", host.url()}).exit, 5);
}

TEST(SubmitAndWait, PrintsTheLastDocumentAsJson) {
  CannedHost host;
  host.answer("POST /v1/jobs", {{202, kQueued.body, {}, false}});
  host.answer("GET /v1/jobs/12", {kRunning, kCancelled});
  const auto result = run({"submit", "t", "--wait", "--json", "--server", host.url()});
  EXPECT_EQ(result.exit, 5);
  EXPECT_EQ(result.out, kCancelled.body + "\n");
}

TEST(Watch, ShowsEveryLogLineOnce) {
  CannedHost host;
  host.answer("GET /v1/jobs/12", {kRunning, kUnchanged, kFailed});
  const auto line = [](int seq, const std::string& text) {
    return R"({"lines":[{"seq":)" + std::to_string(seq) +
           R"(,"time":"2026-01-02T03:04:05.000000Z","level":"info","source":"plugin","message":")" + text +
           R"("}],"next_after":)" + std::to_string(seq) + "}";
  };
  const CannedAnswer none{200, R"({"lines":[],"next_after":0})", {}, false};
  host.answer("GET /v1/jobs/12/logs",
              {{200, line(1, "one"), {}, false}, none, none, {200, line(2, "two"), {}, false}, none});
  const auto result = run({"watch", "12", "--server", host.url()});
  EXPECT_EQ(result.exit, 1);
  EXPECT_EQ(result.out, "03:04:05.000 info    one\n03:04:05.000 info    two\n");
  EXPECT_EQ(host.requests().at(2).target, "/v1/jobs/12/logs?after=1");
  EXPECT_EQ(host.requests().at(3).target, "/v1/jobs/12?wait=1s&if_changed=W%2F%2212-2%22");
}

TEST(Watch, PrintsEveryDocumentAsJson) {
  CannedHost host;
  host.answer("GET /v1/jobs/12", {kRunning, kCancelled});
  host.answer("GET /v1/jobs/12/logs", {{200, R"({"lines":[]})", {}, false}});
  const auto result = run({"watch", "12", "--json", "--server", host.url()});
  EXPECT_EQ(result.exit, 5);
  EXPECT_EQ(result.out, kRunning.body + "\n" + kCancelled.body + "\n");
}

TEST(Watch, SaysHowToGoOnWhenTheHostHangsUp) {
  CannedHost host;
  host.answer("GET /v1/jobs/12", {kRunning, {kHangUp, "", {}, false}});
  host.answer("GET /v1/jobs/12/logs", {{200, R"({"lines":[]})", {}, false}});
  const auto result = run({"watch", "12", "--server", host.url()});
  EXPECT_EQ(result.exit, 3);
  EXPECT_THAT(result.err, HasSubstr("stopped answering or closed the connection\n"
                                    "  job 12 goes on; watch it again with: jobhost watch 12 --server "));
}

std::string read_to_end(int fd) {
  std::string text;
  std::array<char, 4096> buffer{};
  for (ssize_t count = 0; (count = ::read(fd, buffer.data(), buffer.size())) > 0;) {
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
  return text;
}

// In a process of its own, because an interrupt ends it.
TEST(SubmitAndWait, ControlCDetachesAndSaysHowToWatchAgain) {
#if defined(__SANITIZE_THREAD__)
  GTEST_SKIP()
      << "SKIPPED: ThreadSanitizer holds signals back while a thread waits in recv(); the other builds run this test";
#endif
  CannedHost host;
  host.answer("POST /v1/jobs", {{202, kQueued.body, {}, false}});
  host.answer("GET /v1/jobs/12", {kRunning, {200, "", {}, true}});
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  const auto url = host.url();
  const auto child = ::fork();
  if (child == 0) {
    ::dup2(ends[1], STDERR_FILENO);
    std::array arguments{"jobhost", "submit", "t", "--wait", "--server", url.c_str()};
    ::_exit(run_cli(static_cast<int>(arguments.size()), const_cast<char**>(arguments.data())));
  }
  ::close(ends[1]);
  EXPECT_TRUE(host.wait_for_requests(3));
  ::kill(child, SIGINT);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 130);
  EXPECT_THAT(read_to_end(ends[0]),
              testing::EndsWith("\njob 12 goes on; watch it again with: jobhost watch 12 --server " + url + "\n"));
  ::close(ends[0]);
}

}  // namespace
}  // namespace jobhost
