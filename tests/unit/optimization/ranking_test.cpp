#include "optimization/ranking.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "unit/optimization/example_payload.hpp"
#include "unit/optimization/recording_observer.hpp"

namespace {

using namespace optimization;
using quant::Metric;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

Request request_with(std::vector<Metric> objectives, std::size_t top) {
  auto request = read_request(example());
  request.objectives = std::move(objectives);
  request.top = top;
  return request;
}

TrialTable table(const std::vector<std::array<double, 2>>& rows) {
  TrialTable trials(1, {Metric::sharpe, Metric::max_drawdown});
  for (const auto& row : rows) { trials.append(std::array{static_cast<double>(trials.size())}, row); }
  return trials;
}

Ranking rank_of(const TrialTable& trials, const Request& request) {
  RecordingObserver observer;
  return rank(trials, request, observer);
}

TEST(Ranking, OfEqualsTheFirstTrialWins) {
  const auto trials = table({{1, 0}, {5, 0}, {5, 0}, {9, 0}, {5, 0}});
  EXPECT_EQ(rank_of(trials, request_with({Metric::sharpe}, 4)).best, (std::vector<std::size_t>{3, 1, 2, 4}));
  EXPECT_EQ(rank_of(trials, request_with({Metric::sharpe}, 2)).best, (std::vector<std::size_t>{3, 1}));
}

TEST(Ranking, LeavesOutWhatHasNoValue) {
  const auto trials = table({{kNone, 0}, {-3, 0}, {kNone, 0}, {2, 0}});
  EXPECT_EQ(rank_of(trials, request_with({Metric::sharpe}, 10)).best, (std::vector<std::size_t>{3, 1}));
  EXPECT_TRUE(rank_of(table({{kNone, 0}}), request_with({Metric::sharpe}, 10)).best.empty());
}

TEST(Ranking, CountsWhatALimitKeepsOut) {
  auto request = request_with({Metric::sharpe}, 10);
  request.limits = {{.metric = Metric::max_drawdown, .min = -0.3, .max = {}}};
  const auto ranking = rank_of(table({{3, -0.5}, {2, -0.3}, {1, -0.1}, {9, kNone}}), request);
  EXPECT_EQ(ranking.best, (std::vector<std::size_t>{1, 2}));
  EXPECT_EQ(ranking.outside_limits, 2U);
}

TEST(Ranking, OfSeveralObjectivesGivesTheFront) {
  const auto ranking = rank_of(table({{1, -0.1}, {2, -0.2}, {3, -0.4}, {2, -0.3}, {kNone, 0}}),
                               request_with({Metric::sharpe, Metric::max_drawdown}, 1));
  EXPECT_EQ(ranking.front, (std::vector<std::size_t>{2, 1, 0}));
  EXPECT_EQ(ranking.best, (std::vector<std::size_t>{2}));
}

}  // namespace
