#include "runtime/owner.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace jobhost {
namespace {

TEST(Owner, ThisProcessIsAlive) {
  EXPECT_FALSE(is_dead_owner(this_owner()));
}

TEST(Owner, AProcessThatHasEndedIsDead) {
  int fds[2];
  ASSERT_EQ(::pipe(fds), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const auto owner = this_owner();
    [[maybe_unused]] const auto written = ::write(fds[1], owner.data(), owner.size());
    ::_exit(0);
  }
  ::close(fds[1]);
  std::string owner(200, '\0');
  const auto size = ::read(fds[0], owner.data(), owner.size());
  ::close(fds[0]);
  ASSERT_GT(size, 0);
  owner.resize(static_cast<std::size_t>(size));
  ASSERT_EQ(::waitpid(child, nullptr, 0), child);
  EXPECT_TRUE(is_dead_owner(owner));
}

TEST(Owner, APidUsedAgainIsNotTheSameOwner) {
  const auto owner = this_owner();
  EXPECT_TRUE(is_dead_owner(owner.substr(0, owner.rfind('/')) + "/1"));
}

TEST(Owner, WhatCannotBeToldIsLeftToTheLease) {
  EXPECT_FALSE(is_dead_owner("00000000-0000-0000-0000-000000000000/1/1"));
  EXPECT_FALSE(is_dead_owner("some worker"));
  EXPECT_FALSE(is_dead_owner(""));
}

}  // namespace
}  // namespace jobhost
