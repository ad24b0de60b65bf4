// What is left to read of a crash: where it was, how it came there, and what the plugin said last.

#include <gtest/gtest.h>

#include "support/host_process.hpp"

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // they write reports of their own

namespace jobhost {
namespace {

using nlohmann::json;

class CrashReportOf : public testing::Test {
 protected:
  void SetUp() override { host_.start(); }
  std::string detail_of(const std::string& action) {
    auto api = host_.client();
    const auto job = api.finish(api.submit("hostile", {{"do", action}}));
    EXPECT_EQ(job.at("attempts")[0].at("outcome"), "crashed") << job.dump();
    return job.at("error").at("detail").get<std::string>();
  }
  HostProcess host_{test_config({"hostile"}, "    max_attempts: 1\n")};
};

TEST_F(CrashReportOf, ABadPointerHasTheAddressTheStackAndTheLastLines) {
  const auto detail = detail_of("crash_with_known_stack");
  const auto head = detail.find("SIGSEGV at address 0x10\n#0 (anonymous namespace)::crash_here(int*)");
  EXPECT_EQ(head, 0u) << detail;
  const auto caller = detail.find("#1 (anonymous namespace)::call_crash_here(unsigned long)");
  EXPECT_NE(caller, std::string::npos) << detail;
  EXPECT_NE(detail.find("hostile.cpp:"), std::string::npos) << detail;
  EXPECT_NE(detail.find("about to crash"), std::string::npos) << detail;
  EXPECT_EQ(detail.find("run_runner"), std::string::npos) << "the runner's own frames tell nothing: " << detail;
}

TEST_F(CrashReportOf, AThreadShowsThatThread) {
  const auto detail = detail_of("crash_in_thread");
  EXPECT_NE(detail.find("SIGSEGV at address 0x20"), std::string::npos) << detail;
  EXPECT_NE(detail.find("call_crash_here"), std::string::npos) << detail;
}

TEST_F(CrashReportOf, AStackThatRanOutIsStillWritten) {
  const auto detail = detail_of("overflow_stack");
  EXPECT_NE(detail.find("recurse(int)"), std::string::npos) << detail;
}

TEST_F(CrashReportOf, AnAbortHasNoAddressButAStack) {
  const auto detail = detail_of("abort");
  EXPECT_EQ(detail.find("SIGABRT\n#0 "), 0u) << detail;
  EXPECT_NE(detail.find("abort"), std::string::npos) << detail;
}

}  // namespace
}  // namespace jobhost

#endif
