#include "runtime/sandbox.hpp"

#include <gtest/gtest.h>
#include <seccomp.h>
#include <sys/prctl.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "runtime/plugin_refused.hpp"
#include "support/temporary_folder.hpp"

namespace jobhost {
namespace {

// As on a kernel without Landlock.
void take_landlock_away() {
  auto* filter = ::seccomp_init(SCMP_ACT_ALLOW);
  ::seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(landlock_create_ruleset), 0);
  ::seccomp_load(filter);
  ::seccomp_release(filter);
}

// In a child process: what is put in force cannot be taken off again.
[[noreturn]] void enter_without_landlock(SandboxMode mode, const std::filesystem::path& folder) {
  take_landlock_away();
  try {
    const auto report = enter_sandbox({.sandbox = mode}, folder);
    std::fprintf(stderr, "%s: %s", std::string(sandbox_level(report)).c_str(), report.missing.c_str());
  } catch (const PluginRefused& refused) { std::fprintf(stderr, "%s: %s", refused.code().c_str(), refused.what()); }
  std::_Exit(0);
}

TEST(SandboxDeathTest, RequiredRefusesAndNamesWhatIsMissing) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const TemporaryFolder folder;
  EXPECT_EXIT(enter_without_landlock(SandboxMode::required, folder.path()), testing::ExitedWithCode(0),
              "sandbox_unavailable: .*lacks Landlock");
}

TEST(SandboxDeathTest, AutomaticTakesWhatThereIs) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const TemporaryFolder folder;
  EXPECT_EXIT(enter_without_landlock(SandboxMode::automatic, folder.path()), testing::ExitedWithCode(0),
              "partial: Landlock");
}

TEST(Sandbox, OffPutsNothingInForce) {
  const auto report = enter_sandbox({.sandbox = SandboxMode::off}, "/nowhere");
  EXPECT_EQ(sandbox_level(report), "none");
  EXPECT_EQ(::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), 0);
}

TEST(Sandbox, IsFullOnlyWithAllOfItsParts) {
  EXPECT_EQ(sandbox_level({.no_new_privs = true, .seccomp = true, .landlock_abi = 1, .missing = {}}), "full");
  EXPECT_EQ(sandbox_level({.no_new_privs = true, .seccomp = true, .landlock_abi = 0, .missing = {}}), "partial");
  EXPECT_EQ(sandbox_level({.no_new_privs = true, .seccomp = false, .landlock_abi = 7, .missing = {}}), "partial");
  EXPECT_EQ(sandbox_level({}), "none");
}

}  // namespace
}  // namespace jobhost
