#include "runtime/slots.hpp"

#include <gtest/gtest.h>

namespace jobhost {
namespace {

TEST(Slots, FreeIsWhatTheTargetLeavesAndNeverNegative) {
  Slots slots;
  EXPECT_EQ(slots.free(), 0);
  slots.set_target(3);
  slots.add(2);
  EXPECT_EQ(slots.free(), 1);
  slots.set_target(1);
  EXPECT_EQ(slots.free(), 0);
  slots.remove(2);
  EXPECT_EQ(slots.free(), 1);
}

}  // namespace
}  // namespace jobhost
