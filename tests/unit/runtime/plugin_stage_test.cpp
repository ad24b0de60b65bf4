#include "runtime/plugin_stage.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "support/errors.hpp"
#include "support/sha256.hpp"
#include "support/temporary_folder.hpp"

namespace jobhost {
namespace {

TEST(StagePlugin, CopiesToAPathNamedByTheContent) {
  const TemporaryFolder folder;
  std::ofstream(folder / "a.so") << "code";
  const auto staged = stage_plugin(folder / "a.so", folder / "plugins");
  EXPECT_EQ(staged.digest, sha256_hex("code"));
  EXPECT_EQ(staged.file, folder / "plugins" / staged.digest / "a.so");
  EXPECT_EQ(sha256_of_file(staged.file), staged.digest);
}

TEST(StagePlugin, ReplacingTheOriginalLeavesTheCopyAlone) {
  const TemporaryFolder folder;
  std::ofstream(folder / "a.so") << "one";
  const auto first = stage_plugin(folder / "a.so", folder / "plugins");
  std::ofstream(folder / "a.so", std::ios::trunc) << "two";
  const auto second = stage_plugin(folder / "a.so", folder / "plugins");
  EXPECT_NE(first.file, second.file);
  EXPECT_EQ(sha256_of_file(first.file), sha256_hex("one"));
}

TEST(StagePlugin, SaysWhatIsWrongWithTheFile) {
  const TemporaryFolder folder;
  try {
    stage_plugin(folder / "missing.so", folder / "plugins");
    FAIL() << "accepted";
  } catch (const UserError& error) {
    EXPECT_NE(std::string(error.what()).find("missing.so cannot be opened (No such file or directory)"),
              std::string::npos)
        << error.what();
  }
  EXPECT_THROW(stage_plugin(folder.path(), folder / "plugins"), UserError);
}

}  // namespace
}  // namespace jobhost
