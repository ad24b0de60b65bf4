#include "support/unique_fd.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace jobhost {
namespace {

int open_null() {
  return ::open("/dev/null", O_RDONLY | O_CLOEXEC);
}
bool is_open(int fd) {
  return ::fcntl(fd, F_GETFD) != -1;
}

TEST(UniqueFd, ClosesAtItsEnd) {
  int fd = -1;
  {
    const UniqueFd owner(open_null());
    fd = owner.get();
    EXPECT_TRUE(owner);
    EXPECT_TRUE(is_open(fd));
  }
  EXPECT_FALSE(is_open(fd));
}

TEST(UniqueFd, MovesItsDescriptor) {
  UniqueFd first(open_null());
  const int fd = first.get();
  UniqueFd second(std::move(first));
  EXPECT_EQ(second.get(), fd);
  UniqueFd third(open_null());
  const int old = third.get();
  third = std::move(second);
  EXPECT_EQ(third.get(), fd);
  EXPECT_FALSE(is_open(old));
  EXPECT_TRUE(is_open(fd));
}

TEST(UniqueFd, SurvivesAssignmentToItself) {
  UniqueFd owner(open_null());
  auto& same = owner;
  owner = std::move(same);
  EXPECT_TRUE(owner);
  EXPECT_TRUE(is_open(owner.get()));
}

TEST(UniqueFd, MayOwnNothing) {
  UniqueFd owner;
  EXPECT_FALSE(owner);
  owner.reset();
  EXPECT_EQ(owner.get(), -1);
}

}  // namespace
}  // namespace jobhost
