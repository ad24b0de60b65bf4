#include "runtime/crash_watch.hpp"

#include <gtest/gtest.h>

namespace jobhost {
namespace {

TEST(CrashWatch, ThreeJobsThatCrashAreALoop) {
  CrashWatch watch;
  for (const JobId job : {1, 2}) { watch.attempt_ended(job, true); }
  EXPECT_FALSE(watch.is_looping(3));
  watch.attempt_ended(3, true);
  EXPECT_TRUE(watch.is_looping(3));
  EXPECT_FALSE(watch.is_looping(4));
}

TEST(CrashWatch, OnePoisonJobIsNone) {
  CrashWatch watch;
  for (int i = 0; i < 50; ++i) { watch.attempt_ended(7, true); }
  EXPECT_FALSE(watch.is_looping(3));
}

TEST(CrashWatch, CrashesAmongManyGoodJobsAreNone) {
  CrashWatch watch;
  for (JobId job = 0; job < 20; ++job) { watch.attempt_ended(job, job % 2 == 0); }
  EXPECT_FALSE(watch.is_looping(3));
  watch.attempt_ended(20, true);  // the first of the twenty, a crash too, is forgotten
  watch.attempt_ended(21, true);
  EXPECT_TRUE(watch.is_looping(3));
}

TEST(CrashWatch, RunnersThatNeverStartAreALoop) {
  CrashWatch watch;
  for (int i = 0; i < 2; ++i) { watch.start_failed(); }
  watch.runner_started();
  for (int i = 0; i < 2; ++i) { watch.start_failed(); }
  EXPECT_FALSE(watch.is_looping(3));
  watch.start_failed();
  EXPECT_TRUE(watch.is_looping(3));
}

}  // namespace
}  // namespace jobhost
