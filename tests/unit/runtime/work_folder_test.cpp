#include "runtime/work_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "runtime/work_root.hpp"
#include "support/temporary_folder.hpp"

namespace jobhost {
namespace {

namespace fs = std::filesystem;

TEST(WorkFolder, IsNewAndGoesWithItsOwner) {
  const TemporaryFolder root;
  fs::path path;
  {
    const WorkFolder first(root.path());
    const WorkFolder second(root.path());
    EXPECT_NE(first.path(), second.path());
    path = first.path();
    std::ofstream(path / "file") << "x";
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST(WorkFolder, AnEmptyOneIsRemovedAtOnceAFullOneIsHandedOver) {
  const TemporaryFolder root;
  WorkFolder empty(root.path());
  const auto path = empty.path();
  EXPECT_EQ(empty.release(), fs::path());
  EXPECT_FALSE(fs::exists(path));
  WorkFolder full(root.path());
  std::ofstream(full.path() / "file") << "x";
  const auto left = full.release();
  EXPECT_TRUE(fs::exists(left / "file"));
  remove_work_folder(left);
  EXPECT_FALSE(fs::exists(left));
}

TEST(WorkFolder, ARootThatIsNotThereIsAnError) {
  EXPECT_THROW(WorkFolder("/nowhere/at/all"), std::system_error);
}

TEST(WorkRoot, LeavesAloneWhatALivingHostHolds) {
  const TemporaryFolder folder;
  const WorkRoot first(folder / "work");
  const WorkRoot second(folder / "work");
  EXPECT_NE(first.path(), second.path());
  EXPECT_TRUE(fs::exists(first.path()));
}

TEST(WorkRoot, RemovesWhatADeadHostLeft) {
  const TemporaryFolder folder;
  const auto left = folder / "work" / "host-dead00";
  fs::create_directories(left / "runner-1");
  std::ofstream(left / "runner-1" / "file") << "x";
  const WorkRoot root(folder / "work");
  EXPECT_FALSE(fs::exists(left));
}

}  // namespace
}  // namespace jobhost
