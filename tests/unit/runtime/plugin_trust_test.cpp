#include "runtime/plugin_trust.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "support/temporary_folder.hpp"

namespace jobhost {
namespace {

constexpr uid_t kSomebody = 12345;

std::string refusal_code(const std::filesystem::path& file) {
  try {
    return open_trusted(file) ? "opened" : "no descriptor";
  } catch (const PluginRefused& refused) {
    EXPECT_FALSE(refused.fix().empty());
    return refused.code();
  }
}

std::string refusal_fix(const std::filesystem::path& file) {
  try {
    open_trusted(file);
    return "opened";
  } catch (const PluginRefused& refused) { return refused.fix(); }
}

class PluginTrust : public testing::Test {
 protected:
  PluginTrust() {
    std::filesystem::create_directory(folder_ / "plugins");
    std::ofstream(file_) << "code";
    mode(folder_ / "plugins", 0755);
    mode(file_, 0644);
  }
  static void mode(const std::filesystem::path& path, mode_t bits) { ASSERT_EQ(::chmod(path.c_str(), bits), 0); }

  const TemporaryFolder folder_;
  const std::filesystem::path file_ = folder_ / "plugins" / "a.so";
};

TEST_F(PluginTrust, OpensAFileThatOnlyWeCanChange) {
  const auto fd = open_trusted(file_);
  char first = 0;
  EXPECT_EQ(::read(fd.get(), &first, 1), 1);
  EXPECT_EQ(first, 'c');
}

TEST_F(PluginTrust, SaysThatAFileIsNotThere) {
  EXPECT_EQ(refusal_code(folder_ / "missing.so"), "not_found");
  std::filesystem::create_symlink("nowhere", folder_ / "dangling.so");
  EXPECT_EQ(refusal_code(folder_ / "dangling.so"), "not_found");
}

TEST_F(PluginTrust, TakesNothingButRegularFiles) {
  EXPECT_EQ(refusal_code(folder_ / "plugins"), "not_regular");
  ASSERT_EQ(::mkfifo((folder_ / "pipe.so").c_str(), 0600), 0);
  EXPECT_EQ(refusal_code(folder_ / "pipe.so"), "not_regular");
}

TEST_F(PluginTrust, TakesNothingLargerThanAGigabyte) {
  ASSERT_EQ(::truncate(file_.c_str(), (1LL << 30) + 1), 0);  // sparse
  EXPECT_EQ(refusal_code(file_), "too_large");
}

TEST_F(PluginTrust, RefusesAFileThatOthersCanWrite) {
  mode(file_, 0646);
  EXPECT_EQ(refusal_code(file_), "writable_by_others");
  EXPECT_EQ(refusal_fix(file_), "chmod o-w " + file_.string());
}

TEST_F(PluginTrust, RefusesAFolderThatOthersCanWrite) {
  mode(file_.parent_path(), 0777);
  EXPECT_EQ(refusal_code(file_), "writable_by_others");
  EXPECT_EQ(refusal_fix(file_), "chmod o-w " + file_.parent_path().string());
}

TEST_F(PluginTrust, AStickyFolderIsFine) {
  mode(file_.parent_path(), 01777);
  EXPECT_EQ(refusal_code(file_), "opened");
}

TEST_F(PluginTrust, OurOwnGroupMayWrite) {
  mode(file_, 0664);
  EXPECT_EQ(refusal_code(file_), "opened");
}

TEST_F(PluginTrust, LooksAtTheFileBehindALink) {
  std::filesystem::create_symlink(file_, folder_ / "link.so");
  EXPECT_EQ(refusal_code(folder_ / "link.so"), "opened");
  mode(file_.parent_path(), 0777);
  EXPECT_EQ(refusal_code(folder_ / "link.so"), "writable_by_others");
}

TEST_F(PluginTrust, RefusesWhatBelongsToSomebodyElse) {
  if (::geteuid() != 0) { GTEST_SKIP() << "SKIPPED: only root can give files away"; }
  ASSERT_EQ(::chown(file_.c_str(), kSomebody, static_cast<gid_t>(-1)), 0);
  EXPECT_EQ(refusal_code(file_), "untrusted_owner");
  EXPECT_EQ(refusal_fix(file_), "chown 0 " + file_.string());
  ASSERT_EQ(::chown(file_.c_str(), 0, static_cast<gid_t>(-1)), 0);
  ASSERT_EQ(::chown(file_.parent_path().c_str(), kSomebody, static_cast<gid_t>(-1)), 0);
  EXPECT_EQ(refusal_code(file_), "untrusted_owner");
}

TEST_F(PluginTrust, RefusesAFileThatAForeignGroupCanWrite) {
  if (::geteuid() != 0) { GTEST_SKIP() << "SKIPPED: only root can give files to any group"; }
  ASSERT_EQ(::chown(file_.c_str(), static_cast<uid_t>(-1), kSomebody), 0);
  EXPECT_EQ(refusal_code(file_), "opened");
  mode(file_, 0664);
  EXPECT_EQ(refusal_code(file_), "writable_by_others");
}

}  // namespace
}  // namespace jobhost
