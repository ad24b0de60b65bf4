// Searches on real bars: equal to the grid where both look, resumed where they stopped, folds that saw nothing of
// their tests.
#include "optimization/evaluation/searched_trials.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "optimization/evaluation/search_checkpoint.hpp"
#include "optimization/optimization_run.hpp"
#include "unit/optimization/example_payload.hpp"
#include "unit/optimization/made_bars.hpp"
#include "unit/optimization/recording_observer.hpp"
#include "unit/quant/sweep/expected_rows.hpp"

namespace {

using namespace optimization;
using nlohmann::json;

json search_payload(const std::string& method, int evaluations) {
  auto payload = example();
  payload["parameters"] = {{"fast", {{"min", 2}, {"max", 30}}}, {"slow", {{"min", 20}, {"max", 90}, {"step", 5}}}};
  payload["search"] = {{"method", method}, {"evaluations", evaluations}};
  payload["validation"] = {{"method", "walk_forward"}, {"folds", 3}};
  return payload;
}

// Keeps the last checkpoint, and stops after a number of trials.
class Interrupted : public RecordingObserver {
 public:
  void on_trial(std::span<const double>, double) override { ++trials; }
  std::optional<std::string> load_checkpoint() override { return saved; }
  void save_checkpoint(std::string_view bytes) override { saved = std::string(bytes); }
  std::optional<std::string> saved;
  int trials = 0;
};

class SearchedTrials : public testing::Test {
 protected:
  TrialSet run(const json& payload, Observer& observer) const {
    const auto request = read_request(payload);
    const RangePlan plan(request.validation, bars_.data().size());
    return make_trials(request, bars_.data(), plan, observer);
  }
  const MadeBars bars_{{sp500_closes()}};
};

TEST_F(SearchedTrials, ARandomSearchOfAllPointsFindsWhatTheGridFinds) {
  RecordingObserver observer;
  auto grid_payload = search_payload("grid", 1);
  grid_payload["search"] = {{"method", "grid"}};
  const auto grid = run(grid_payload, observer);
  const auto random = run(search_payload("random", 10'000), observer);
  EXPECT_EQ(random.evaluated, grid.evaluated);
  EXPECT_EQ(random.stopped, search::StopReason::exhausted);
  ASSERT_EQ(random.folds.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(random.folds[i].in_sample, grid.folds[i].in_sample);
    EXPECT_EQ(random.folds[i].out_of_sample, grid.folds[i].out_of_sample);
  }
  const auto best = [](const TrialSet& set) {
    const auto values = set.trials.column(quant::Metric::total_return);
    return *std::max_element(values.begin(), values.end());
  };
  EXPECT_EQ(best(random), best(grid));
}

TEST_F(SearchedTrials, NothingIsEvaluatedTwice) {
  Interrupted observer;
  const auto set = run(search_payload("genetic", 60), observer);
  EXPECT_EQ(set.trials.size(), 60U);
  EXPECT_EQ(static_cast<std::size_t>(observer.trials), set.evaluated);
  EXPECT_LE(set.evaluated, 240U);  // one search over all bars, one for each fold
}

TEST_F(SearchedTrials, AnInterruptedSearchGoesOnAndEndsTheSame) {
  Interrupted whole;
  const auto expected = run(search_payload("tpe", 80), whole);
  Interrupted first;
  RecordingObserver plain;
  const auto request = read_request(search_payload("tpe", 80));
  // A checkpoint as it is written on the way, of the first 30 points.
  search::EvaluationLog rows(
      2, expected.trials.metrics().size() * (1 + RangePlan(request.validation, 5'031).folds().size()));
  Evaluator evaluator({.request = request,
                       .data = bars_.data(),
                       .folds = RangePlan(request.validation, bars_.data().size()).folds()});
  std::vector<search::Point> points;
  for (std::size_t i = 0; i < 30; ++i) {
    points.emplace_back(expected.trials.point(i).begin(), expected.trials.point(i).end());
  }
  const auto table = evaluator.evaluate(points, [](double) {});
  const auto width = table.ranges * table.metrics.size();
  for (std::size_t i = 0; i < points.size(); ++i) {
    rows.append(points[i], std::span(table.values).subspan(i * width, width));
  }
  first.saved = checkpoint_of(rows, first.identity());
  const auto resumed = run(search_payload("tpe", 80), first);
  EXPECT_EQ(trial_set_to_text(resumed), trial_set_to_text(expected));
  EXPECT_EQ(first.trials, whole.trials - 30);
}

TEST_F(SearchedTrials, AFoldSeesNothingOfItsTest) {
  RecordingObserver observer;
  const auto before = run(search_payload("tpe", 60), observer);
  // Other prices behind the train bars of the last fold.
  auto closes = sp500_closes();
  const auto train = before.folds.back().split.train.back();
  for (std::size_t i = train.end; i < closes.size(); ++i) {
    closes[i] = closes[train.end - 1] * (i / 7 % 2 == 0 ? 1.0 : 1.2);
  }
  const MadeBars changed({closes});
  const auto request = read_request(search_payload("tpe", 60));
  const RangePlan plan(request.validation, closes.size());
  const auto after = make_trials(request, changed.data(), plan, observer);
  for (const auto& [a, b] : {std::pair(before.folds.back(), after.folds.back())}) {
    EXPECT_EQ(a.point, b.point);
    EXPECT_EQ(a.in_sample, b.in_sample);
    EXPECT_NE(a.out_of_sample, b.out_of_sample);
  }
}

}  // namespace
