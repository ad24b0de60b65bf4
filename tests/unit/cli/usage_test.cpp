#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli_run.hpp"

namespace jobhost {
namespace {

using test::run;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(Usage, HelpNamesEveryCommandAndTheExitCodes) {
  const auto help = run({"--help"});
  EXPECT_EQ(help.exit, 0);
  for (const auto* word : {"serve", "submit", "jobs", "show", "watch", "cancel", "retry", "result", "data",
                           "config", "the job was cancelled", "the host cannot be reached"}) {
    EXPECT_THAT(help.out, HasSubstr(word));
  }
  EXPECT_THAT(help.out, Not(HasSubstr("runner ")));
}

TEST(Usage, AWrongCommandLineIsExitCode2) {
  for (const auto& arguments : std::vector<std::vector<std::string>>{{},
                                                                     {"dance"},
                                                                     {"jobs", "--limit", "0"},
                                                                     {"jobs", "--colour"},
                                                                     {"show"},
                                                                     {"show", "x"},
                                                                     {"cancel"},
                                                                     {"data"},
                                                                     {"data", "import", "f.csv"},
                                                                     {"submit"},
                                                                     {"runner"},
                                                                     {"jobs", "--server", "ftp://x"}}) {
    const auto result = run(arguments);
    EXPECT_EQ(result.exit, 2) << testing::PrintToString(arguments);
    EXPECT_THAT(result.err, Not(IsEmpty()));
    EXPECT_THAT(result.out, IsEmpty());
  }
}

TEST(Usage, AHostThatIsNotThereIsExitCode3) {
  // Port 1 is privileged and has no listener.
  for (const auto& command : std::vector<std::vector<std::string>>{{"jobs"},
                                                                   {"show", "1"},
                                                                   {"watch", "1"},
                                                                   {"result", "1"},
                                                                   {"cancel", "1"},
                                                                   {"data", "list"},
                                                                   {"submit", "t", "--payload", "{}"}}) {
    auto arguments = command;
    arguments.insert(arguments.end(), {"--server", "http://127.0.0.1:1"});
    const auto result = run(arguments);
    EXPECT_EQ(result.exit, 3) << testing::PrintToString(arguments);
    EXPECT_THAT(result.err, HasSubstr("no host answers at http://127.0.0.1:1 (from --server)"));
  }
}

TEST(Usage, ADataFolderWithoutAHostIsExitCode3) {
  const TemporaryFolder data;
  EXPECT_EQ(run({"jobs", "--data", data.path()}).exit, 3);
}

TEST(Usage, VersionIsPrinted) {
  const auto version = run({"--version"});
  EXPECT_EQ(version.exit, 0);
  EXPECT_THAT(version.out, testing::StartsWith("jobhost "));
}

}  // namespace
}  // namespace jobhost
