#include "support/atomic_file.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <system_error>

#include "support/temporary_folder.hpp"

namespace jobhost {
namespace {

std::string read(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::ptrdiff_t entries(const std::filesystem::path& folder) {
  return std::distance(std::filesystem::directory_iterator(folder), {});
}

TEST(AtomicFile, WritesANewFile) {
  const TemporaryFolder folder;
  const std::string content("a\0b\n", 4);
  write_file_atomically(folder / "file", content);
  EXPECT_EQ(read(folder / "file"), content);
}

TEST(AtomicFile, ReplacesAnOldFileWholly) {
  const TemporaryFolder folder;
  write_file_atomically(folder / "file", "something long");
  write_file_atomically(folder / "file", "short");
  EXPECT_EQ(read(folder / "file"), "short");
}

TEST(AtomicFile, LeavesNoTemporaryFile) {
  const TemporaryFolder folder;
  write_file_atomically(folder / "file", std::string(1'000'000, 'x'));
  EXPECT_EQ(entries(folder.path()), 1);
}

TEST(AtomicFile, NeverTouchesTheOldContentInPlace) {
  const TemporaryFolder folder;
  write_file_atomically(folder / "file", "old");
  std::ifstream reader(folder / "file");
  write_file_atomically(folder / "file", "new");
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(reader), {}), "old");
}

TEST(AtomicFile, SaysWhichFileCannotBeWritten) {
  try {
    write_file_atomically("/nowhere/file", "x");
    FAIL() << "a folder that is not there was written to";
  } catch (const std::system_error& error) {
    EXPECT_EQ(error.code(), std::errc::no_such_file_or_directory);
    EXPECT_NE(std::string(error.what()).find("/nowhere/file"), std::string::npos);
  }
}

TEST(AtomicFile, KeepsTheOldFileWhenTheNewOneCannotTakeItsPlace) {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "taken" / "by-a-folder");
  EXPECT_THROW(write_file_atomically(folder / "taken", "x"), std::system_error);
  EXPECT_TRUE(std::filesystem::is_directory(folder / "taken"));
}

}  // namespace
}  // namespace jobhost
