#include "runtime/lease_table.hpp"

#include <gtest/gtest.h>

namespace jobhost {
namespace {

using std::chrono::milliseconds;

Job job(JobId id, int attempt) {
  Job made;
  made.id = id;
  made.attempt = attempt;
  return made;
}

TEST(LeaseTable, YoungLeasesNeedNoHeartbeat) {
  LeaseTable table;
  table.add(std::vector{job(1, 1)});
  EXPECT_TRUE(table.due(milliseconds(60'000)).empty());
  EXPECT_EQ(table.due(milliseconds(0)).size(), 1u);
}

TEST(LeaseTable, ARemovedLeaseIsForgottenButNotALaterAttemptOfTheSameJob) {
  LeaseTable table;
  table.add(std::vector{job(1, 1), job(2, 1)});
  table.add(std::vector{job(2, 2)});
  table.remove(std::vector{LeaseKey{1, 1}, LeaseKey{2, 1}});
  const auto held = table.due(milliseconds(0));
  ASSERT_EQ(held.size(), 1u);
  EXPECT_EQ(held[0].id, 2);
  EXPECT_EQ(held[0].attempt, 2);
}

}  // namespace
}  // namespace jobhost
