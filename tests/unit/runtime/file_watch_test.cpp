#include "runtime/file_watch.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "support/temporary_folder.hpp"

namespace jobhost {
namespace {

class FileWatchTest : public testing::Test {
 protected:
  FileWatchTest() { write("a", "one"); }
  void write(const std::string& name, const std::string& text) const { std::ofstream(folder_ / name) << text; }

  TemporaryFolder folder_;
  FileWatch watch_;
};

TEST_F(FileWatchTest, SeesAWriteARenameAndARemoval) {
  watch_.watch({folder_ / "a"});
  EXPECT_FALSE(watch_.take());
  write("a", "two");
  EXPECT_TRUE(watch_.take());
  EXPECT_FALSE(watch_.take());
  write("b", "three");
  EXPECT_FALSE(watch_.take()) << "another file is of no concern";
  std::filesystem::rename(folder_ / "b", folder_ / "a");
  EXPECT_TRUE(watch_.take());
  std::filesystem::remove(folder_ / "a");
  EXPECT_TRUE(watch_.take());
}

TEST_F(FileWatchTest, FollowsLinksOfFilesAndOfFolders) {
  std::filesystem::create_directory(folder_ / "v1");
  write("v1/x", "one");
  std::filesystem::create_directory_symlink("v1", folder_ / "current");
  std::filesystem::create_symlink(folder_ / "current" / "x", folder_ / "link");
  watch_.watch({folder_ / "link"});
  write("v1/x", "two");
  EXPECT_TRUE(watch_.take()) << "the file at the end";
  std::filesystem::remove(folder_ / "current");
  EXPECT_TRUE(watch_.take()) << "a folder on the way";
  std::filesystem::remove(folder_ / "link");
  EXPECT_TRUE(watch_.take()) << "the link itself";
}

TEST_F(FileWatchTest, ForgetsWhatItNoLongerWatches) {
  watch_.watch({folder_ / "a"});
  watch_.watch({folder_ / "b"});
  watch_.take();
  write("a", "two");
  EXPECT_FALSE(watch_.take());
  write("b", "new");
  EXPECT_TRUE(watch_.take());
}

TEST_F(FileWatchTest, LinksInACircleAndMissingFoldersAreBorne) {
  std::filesystem::create_symlink("loop2", folder_ / "loop1");
  std::filesystem::create_symlink("loop1", folder_ / "loop2");
  watch_.watch({folder_ / "loop1", folder_ / "missing" / "file", folder_ / "a"});
  write("a", "two");
  EXPECT_TRUE(watch_.take());
}

}  // namespace
}  // namespace jobhost
