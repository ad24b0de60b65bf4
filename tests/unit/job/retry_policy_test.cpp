#include "job/retry_policy.hpp"

#include <gtest/gtest.h>

#include <set>

namespace jobhost {
namespace {

using std::chrono::milliseconds;

const RetryPolicy kPolicy{
    .max_attempts = 10, .backoff = milliseconds(1'000), .backoff_limit = milliseconds(60'000)};

TEST(RetryDelay, DoublesWithinAQuarterEitherWay) {
  double expected = 1'000;
  for (int attempt = 1; attempt <= 6; ++attempt, expected *= 2) {
    const auto delay = static_cast<double>(retry_delay(kPolicy, 42, attempt).count());
    EXPECT_GE(delay, expected * 0.75 - 1) << attempt;
    EXPECT_LE(delay, expected * 1.25) << attempt;
  }
}

TEST(RetryDelay, StaysUnderTheLimitHoweverManyAttempts) {
  for (const int attempt : {7, 30, 31, 1'000, 2'000'000'000}) {
    EXPECT_LE(retry_delay(kPolicy, 1, attempt), milliseconds(75'000));
    EXPECT_GE(retry_delay(kPolicy, 1, attempt), milliseconds(45'000));
  }
}

TEST(RetryDelay, IsReproducibleAndSpreadsJobsApart) {
  std::set<std::int64_t> delays;
  for (int id = 0; id < 100; ++id) {
    EXPECT_EQ(retry_delay(kPolicy, id, 1), retry_delay(kPolicy, id, 1));
    delays.insert(retry_delay(kPolicy, id, 1).count());
  }
  EXPECT_GT(delays.size(), 80u);
}

}  // namespace
}  // namespace jobhost
