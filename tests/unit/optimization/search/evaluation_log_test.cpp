#include "optimization/search/evaluation_log.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <stdexcept>

namespace optimization::search {
namespace {

EvaluationLog three() {
  EvaluationLog log(2, 1);
  log.append(std::array{1.0, 2.0}, std::array{0.5});
  log.append(std::array{3.0, 4.0}, std::array{std::nan("")});
  log.append(std::array{-0.0, 6.0}, std::array{7.0});
  return log;
}

TEST(EvaluationLog, ComesBackFromItsBytes) {
  const auto log = three();
  const auto again = EvaluationLog::from_bytes(log.bytes(), 2, 1);
  EXPECT_EQ(again.bytes(), log.bytes());
  EXPECT_EQ(again.size(), 3U);
  EXPECT_TRUE(std::isnan(again.objectives(1)[0]));
  EXPECT_EQ(again.find(std::array{3.0, 4.0}), 1U);
  EXPECT_EQ(again.find(std::array{3.0, 5.0}), std::nullopt);
}

TEST(EvaluationLog, GrowsByAppendedBytes) {
  auto log = three();
  auto bytes = log.bytes();
  log.append(std::array{8.0, 9.0}, std::array{1.0});
  bytes += log.bytes(3);
  EXPECT_EQ(bytes, log.bytes());
}

TEST(EvaluationLog, DropsAnEntryThatWasCutOff) {
  const auto bytes = three().bytes();
  EXPECT_EQ(EvaluationLog::from_bytes(bytes.substr(0, bytes.size() - 1), 2, 1).size(), 2U);
}

TEST(EvaluationLog, RefusesALogOfAnotherShape) {
  EXPECT_THROW(static_cast<void>(EvaluationLog::from_bytes(three().bytes(), 3, 1)), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(EvaluationLog::from_bytes("no log at all, but long enough", 2, 1)),
               std::invalid_argument);
}

}  // namespace
}  // namespace optimization::search
