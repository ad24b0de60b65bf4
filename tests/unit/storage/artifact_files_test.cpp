#include "storage/artifact_files.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "support/temporary_folder.hpp"

namespace jobhost {
namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::ptrdiff_t files_in(const std::filesystem::path& folder) {
  const std::filesystem::recursive_directory_iterator entries(folder);
  return std::count_if(begin(entries), end(entries), [](const auto& entry) { return entry.is_regular_file(); });
}

TEST(ArtifactFiles, AddressesBytesByTheirDigest) {
  const TemporaryFolder folder;
  ArtifactFiles files(folder / "artifacts");
  const auto writer = files.begin();
  writer->write("ab");
  writer->write("c");
  EXPECT_EQ(writer->size(), 3);
  const auto sha256 = files.publish(*writer);
  EXPECT_EQ(sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(files.path(sha256), folder / "artifacts" / "ba" / sha256);
  EXPECT_EQ(read_file(files.path(sha256)), "abc");
}

TEST(ArtifactFiles, KeepsTheSameBytesOnce) {
  const TemporaryFolder folder;
  ArtifactFiles files(folder / "artifacts");
  for (int i = 0; i < 2; ++i) {
    const auto writer = files.begin();
    writer->write("same");
    files.publish(*writer);
  }
  EXPECT_EQ(files_in(folder.path()), 1);
}

TEST(ArtifactFiles, AWriterThatIsNotPublishedLeavesNothing) {
  const TemporaryFolder folder;
  ArtifactFiles files(folder / "artifacts");
  files.begin()->write("half");
  EXPECT_EQ(files_in(folder.path()), 0);
}

TEST(ArtifactFiles, RemovesWhatACrashLeftButNotWhatAnotherProcessWrites) {
  const TemporaryFolder folder;
  ArtifactFiles files(folder / "artifacts");
  const auto leftover = folder / "artifacts" / "tmp" / "leftover";
  std::ofstream(leftover) << "half";
  const auto writer = files.begin();
  writer->write("under way");
  ArtifactFiles second(folder / "artifacts");
  EXPECT_FALSE(std::filesystem::exists(leftover));
  EXPECT_EQ(read_file(files.path(files.publish(*writer))), "under way");
}

TEST(ArtifactFiles, SaysWhichFolderCannotBeUsed) {
  const TemporaryFolder folder;
  std::ofstream(folder / "file") << "x";
  EXPECT_THROW(ArtifactFiles(folder / "file" / "artifacts"), std::system_error);
}

}  // namespace
}  // namespace jobhost
