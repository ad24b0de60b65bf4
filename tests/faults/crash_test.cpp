// A bad plugin costs one attempt of one job, says why, and the host serves on.

#include <gtest/gtest.h>

#include "support/host_process.hpp"

namespace jobhost {
namespace {

using nlohmann::json;

struct Misdeed {
  std::string name;
  json payload;
  std::string error_class;
  std::string code;
  std::string message;  // a part of it
};

void PrintTo(const Misdeed& misdeed, std::ostream* out) {
  *out << misdeed.name;
}

class Crash : public testing::TestWithParam<Misdeed> {};

TEST_P(Crash, EndsOneAttemptAndTheHostServesOn) {
  HostProcess host(test_config({"hostile", "example_c"}, "    max_attempts: 1\n    concurrency: 1\n"));
  host.start();
  auto api = host.client();
  const auto& misdeed = GetParam();
  const auto job = api.finish(api.submit("hostile", misdeed.payload));
  EXPECT_EQ(job.at("state"), "failed");
  EXPECT_EQ(job.at("error").at("class"), misdeed.error_class) << job.dump();
  EXPECT_EQ(job.at("error").at("code"), misdeed.code) << job.dump();
  EXPECT_NE(job.at("error").at("message").get<std::string>().find(misdeed.message), std::string::npos)
      << job.dump();
  // The same type works again, with a new runner, and so does every other.
  EXPECT_EQ(api.finish(api.submit("hostile", {{"do", "print"}})).at("state"), "succeeded");
  EXPECT_EQ(api.finish(api.submit("example_c", {{"values", {1}}})).at("state"), "succeeded");
}

// Under AddressSanitizer a segmentation fault is reported and ends the process with exit code 1.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr const char* kSegfaultCode = "exit";
constexpr const char* kSegfaultText = "exit code";
#else
constexpr const char* kSegfaultCode = "SIGSEGV";
constexpr const char* kSegfaultText = "crashed with SIGSEGV";
#endif

INSTANTIATE_TEST_SUITE_P(
    Misdeeds, Crash,
    testing::Values(
        Misdeed{"Segfault", {{"do", "segfault"}}, "crashed", kSegfaultCode, kSegfaultText},
        Misdeed{"Abort", {{"do", "abort"}}, "crashed", "SIGABRT", "crashed with SIGABRT"},
        Misdeed{"Exit", {{"do", "exit"}}, "crashed", "exit", "exit code 0"},
        Misdeed{"QuickExit", {{"do", "_exit"}}, "crashed", "exit", "exit code 7"},
        Misdeed{"KillsItself", {{"do", "kill_parent_group"}}, "crashed", "SIGKILL", "killed from outside"},
        Misdeed{"WritesIntoTheWire", {{"do", "write_to_wire"}}, "crashed", "protocol", "the runner was stopped"},
        Misdeed{"ClosesTheWire", {{"do", "close_wire"}}, "crashed", "protocol", "closed its connection"},
        Misdeed{"Throws", {{"do", "throw"}}, "plugin_error", "exception", "thrown on purpose"},
        Misdeed{"ThrowsAnInt", {{"do", "throw_int"}}, "plugin_error", "exception", "not a std::exception"},
        Misdeed{"UnknownAction", {{"do", "nothing known"}}, "plugin_error", "exception", "at"}),
    [](const auto& misdeed) { return misdeed.param.name; });

TEST(CrashReport, NamesTheSignalAndKeepsTheRetryCount) {
  HostProcess host(test_config({"hostile"}, "    max_attempts: 2\n    backoff: 10ms\n"));
  host.start();
  auto api = host.client();
  const auto job = api.finish(api.submit("hostile", {{"do", "abort"}}));
  EXPECT_EQ(job.at("attempt"), 2);
  ASSERT_EQ(job.at("attempts").size(), 2u);
  for (const auto& attempt : job.at("attempts")) {
    EXPECT_EQ(attempt.at("outcome"), "crashed");
    EXPECT_EQ(attempt.at("error").at("signal"), 6);
  }
}

}  // namespace
}  // namespace jobhost
