#include "runtime/plugin_stage.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "runtime/plugin_refused.hpp"
#include "support/manual_clock.hpp"
#include "support/sha256.hpp"
#include "support/temporary_folder.hpp"

namespace jobhost {
namespace {

std::string refusal_code(const std::filesystem::path& source, const std::filesystem::path& folder,
                         const std::string& pin = {}) {
  try {
    stage_plugin(source, folder, pin);
  } catch (const PluginRefused& refused) { return refused.code(); }
  return "accepted";
}

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
  EXPECT_EQ(refusal_code(folder / "missing.so", folder / "plugins"), "not_found");
  EXPECT_EQ(refusal_code(folder.path(), folder / "plugins"), "not_regular");
}

TEST(StagePlugin, TakesOnlyThePinnedContent) {
  const TemporaryFolder folder;
  std::ofstream(folder / "a.so") << "code";
  EXPECT_EQ(refusal_code(folder / "a.so", folder / "plugins", sha256_hex("code")), "accepted");
  EXPECT_EQ(refusal_code(folder / "a.so", folder / "plugins", sha256_hex("other")), "pin_mismatch");
}

TEST(FindStaged, GivesTheCopyOnlyWhileItIsWhatItWas) {
  const TemporaryFolder folder;
  std::ofstream(folder / "a.so") << "code";
  const auto staged = stage_plugin(folder / "a.so", folder / "plugins");
  EXPECT_EQ(find_staged(staged.digest, folder / "plugins")->file, staged.file);
  std::ofstream(staged.file, std::ios::app) << "more";
  EXPECT_FALSE(find_staged(staged.digest, folder / "plugins"));
  EXPECT_FALSE(find_staged(sha256_hex("other"), folder / "plugins"));
}

TEST(FileSignature, ChangesWithTheFileAndSettlesAfterAWhile) {
  const TemporaryFolder folder;
  EXPECT_FALSE(signature_of(folder / "a"));
  std::ofstream(folder / "a") << "one";
  const auto before = signature_of(folder / "a");
  std::ofstream(folder / "b") << "two";
  std::filesystem::rename(folder / "b", folder / "a");
  EXPECT_NE(signature_of(folder / "a"), before);
  const SystemClock clock;
  EXPECT_FALSE(settled(before, clock.now()));
  EXPECT_EQ(settled(before, clock.now() + std::chrono::seconds(1)), before);
}

}  // namespace
}  // namespace jobhost
