#include "optimization/optimization_run.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "unit/optimization/example_payload.hpp"
#include "unit/optimization/made_bars.hpp"
#include "unit/optimization/recording_observer.hpp"
#include "unit/quant/sweep/expected_rows.hpp"
#include "unit/quant_job/expect_job_error.hpp"

namespace {

using namespace optimization;
using nlohmann::json;
using quant::Metric;

struct Run {
  Request request;
  Outcome outcome;
};

Run run(const json& payload, const MadeBars& bars, Observer& observer) {
  auto request = read_request(payload);
  quant_job::check_bars(bars.data(), request.series.timeframe, 2);
  const RangePlan plan(request.validation, bars.data().size());
  auto set = make_trials(request, bars.data(), plan, observer);
  auto outcome = conclude(request, bars.data(), plan, std::move(set), observer);
  return {std::move(request), std::move(outcome)};
}

Run run(const json& payload, const std::vector<double>& close) {
  RecordingObserver observer;
  return run(payload, MadeBars({close}), observer);
}

std::vector<double> values_of(const Run& run, std::size_t trial) {
  return run.request.space.values_of(run.outcome.trials.point(trial));
}

// Small enough to be run many times.
json small_payload() {
  auto payload = example();
  payload["parameters"] = {{"fast", {{"min", 5}, {"max", 20}, {"step", 5}}},
                           {"slow", {{"min", 30}, {"max", 60}, {"step", 10}}}};
  payload["verdict"] = {{"sampled_trials", 10}, {"bootstrap", 50}, {"cscv_blocks", 6}};
  return payload;
}

TEST(Optimization, OfTheExampleEqualsVectorbtOnEveryRow) {
  const auto expected = read_expected_rows(JOBHOST_SOURCE_DIR "/tests/unit/quant/sweep/vectorbt_sp500.csv");
  const auto found = run(example(), sp500_closes());
  ASSERT_EQ(found.outcome.trials.size(), 4'851U);
  std::size_t compared = 0;
  for (std::size_t i = 0; i < 4'851; ++i) {
    const auto values = values_of(found, i);
    for (std::size_t row = 0; row < expected.pairs.size(); ++row) {
      if (expected.pairs[row].fast != values[0] || expected.pairs[row].slow != values[1]) { continue; }
      ++compared;
      EXPECT_NEAR(found.outcome.trials.value(i, Metric::total_return), expected.metrics[row].total_return, 1e-9);
      EXPECT_NEAR(found.outcome.trials.value(i, Metric::sharpe), expected.metrics[row].sharpe, 1e-9);
      EXPECT_NEAR(found.outcome.trials.value(i, Metric::max_drawdown), expected.metrics[row].max_drawdown, 1e-9);
      EXPECT_EQ(found.outcome.trials.value(i, Metric::trades), expected.metrics[row].trades);
    }
  }
  EXPECT_EQ(compared, expected.pairs.size());
}

TEST(Optimization, OfTheExampleFindsWhatVectorbtFinds) {
  const auto found = run(example(), sp500_closes());
  const auto best = found.outcome.ranking.front();
  EXPECT_EQ(values_of(found, best), (std::vector<double>{11, 75}));
  EXPECT_NEAR(found.outcome.trials.value(best, Metric::total_return), 1.6112153505134978, 1e-9);
  EXPECT_EQ(values_of(found, found.outcome.ranking[1]), (std::vector<double>{11, 79}));
  EXPECT_EQ(found.outcome.ranking.size(), 10U);
  // The exact run of the best is the same trial.
  EXPECT_NEAR(found.outcome.best.performance.total_return, 1.6112153505134978, 1e-9);
  EXPECT_NEAR(found.outcome.best.performance.sharpe, 0.5956348237081311, 1e-9);
  EXPECT_EQ(found.outcome.best.equity.size(), 5'031U);
}

TEST(Optimization, TheVerdictCountsEveryTrial) {
  const auto found = run(example(), sp500_closes());
  const auto& verdict = found.outcome.verdict;
  EXPECT_EQ(verdict.job_trials, 4'851);
  EXPECT_EQ(verdict.trials, 4'851);
  EXPECT_FALSE(verdict.ledger);
  EXPECT_LT(verdict.dsr, verdict.psr);
  EXPECT_GT(verdict.psr, 0.95);
  EXPECT_GT(verdict.expected_max_sharpe, 0);
  EXPECT_GT(verdict.pbo, 0);
  EXPECT_LT(verdict.pbo, 1);
  EXPECT_GE(verdict.spa_p, 0);
  EXPECT_LE(verdict.spa_p, 1);
  EXPECT_GE(verdict.plateau, 0);
  EXPECT_LE(verdict.plateau, 1);
  EXPECT_TRUE(std::isfinite(verdict.walk_forward_efficiency));
  EXPECT_EQ(found.outcome.validation.folds.size(), 5U);
}

// A ledger that has seen a thousand times as many trials before.
class Ledger : public RecordingObserver {
 public:
  std::optional<LedgerTotals> count_trials(std::int64_t trials) override {
    counted = trials;
    return LedgerTotals{trials + 1'000'000};
  }
  std::int64_t counted = 0;
};

TEST(Optimization, TrialsOfOtherJobsMakeTheBestLessConvincing) {
  RecordingObserver alone;
  Ledger ledger;
  const MadeBars bars({sp500_closes()});
  const auto first = run(small_payload(), bars, alone);
  const auto later = run(small_payload(), bars, ledger);
  EXPECT_EQ(ledger.counted, 16);
  EXPECT_EQ(later.outcome.verdict.trials, 1'000'016);
  EXPECT_EQ(later.outcome.verdict.job_trials, 16);
  EXPECT_LT(later.outcome.verdict.dsr, first.outcome.verdict.dsr);
  EXPECT_EQ(later.outcome.verdict.psr, first.outcome.verdict.psr);
}

TEST(Optimization, IsTheSameHoweverTheGridIsCut) {
  RecordingObserver observer;
  const MadeBars bars({sp500_closes()});
  const auto request = read_request(small_payload());
  const RangePlan plan(request.validation, bars.data().size());
  const auto whole = make_trials(request, bars.data(), plan, observer);
  for (const std::size_t trials : {1U, 3U, 7U, 100U}) {
    const auto pieces = cut_grid(request, trials, observer);
    EXPECT_EQ(pieces.size(), (16 + trials - 1) / trials);
    TrialSet joined{.trials = TrialTable(2, metrics_of(request)), .folds = {}};
    for (const auto& piece : pieces) {
      const auto part = evaluate_grid(
          {.request = request, .data = bars.data(), .plan = plan, .observer = observer, .trials = trials}, piece);
      join(joined, trial_set_from_text(trial_set_to_text(part), 2, metrics_of(request), plan.splits()),
           Metric::total_return);
    }
    // Means that are put together differ in their last digits.
    EXPECT_NEAR(joined.sharpe.variance(), whole.sharpe.variance(), 1e-12);
    joined.sharpe = whole.sharpe;
    EXPECT_EQ(trial_set_to_text(joined), trial_set_to_text(whole)) << trials;
  }
}

TEST(Optimization, OfAGridTooLargeToKeepKeepsTheBest) {
  RecordingObserver observer;
  const MadeBars bars({sp500_closes()});
  const auto request = read_request(small_payload());
  const RangePlan plan(request.validation, bars.data().size());
  const auto whole = make_trials(request, bars.data(), plan, observer);
  const auto kept = evaluate_grid(
      {.request = request, .data = bars.data(), .plan = plan, .observer = observer, .trials = 16, .kept = 5},
      {0, candidates_of(request) - 1});
  EXPECT_EQ(kept.trials.size(), 5U);
  EXPECT_EQ(kept.evaluated, 16U);
  EXPECT_EQ(kept.sharpe.variance(), whole.sharpe.variance());
  auto values = whole.trials.column(Metric::total_return);
  std::sort(values.rbegin(), values.rend());
  auto best = kept.trials.column(Metric::total_return);
  std::sort(best.rbegin(), best.rend());
  values.resize(5);
  EXPECT_EQ(best, values);
}

TEST(Optimization, SeveralSymbolsShareOneAccount) {
  RecordingObserver observer;
  const auto close = sp500_closes();
  auto payload = small_payload();
  payload.erase("symbol");
  payload["symbols"] = {"A", "B"};
  // Twice the same series: the second symbol finds no cash, the account is that of one.
  const auto both = run(payload, MadeBars({close, close}), observer);
  const auto one = run(small_payload(), MadeBars({close}), observer);
  ASSERT_EQ(both.outcome.trials.size(), 16U);
  for (std::size_t i = 0; i < 16; ++i) {
    EXPECT_NEAR(both.outcome.trials.value(i, Metric::total_return),
                one.outcome.trials.value(i, Metric::total_return), 1e-9);
    EXPECT_NEAR(both.outcome.trials.value(i, Metric::sharpe), one.outcome.trials.value(i, Metric::sharpe), 1e-9);
  }
  EXPECT_EQ(both.outcome.best.trades.size(), 2U);
  EXPECT_NEAR(both.outcome.validation.folds[0].out_of_sample_return,
              one.outcome.validation.folds[0].out_of_sample_return, 1e-9);
}

TEST(Optimization, ValidatesByCombinationsAndByPurgedFolds) {
  auto payload = small_payload();
  payload["validation"] = {{"method", "cpcv"}, {"folds", 5}, {"test_groups", 2}, {"embargo_bars", 5}};
  const auto cpcv = run(payload, sp500_closes());
  EXPECT_EQ(cpcv.outcome.validation.folds.size(), 10U);
  EXPECT_EQ(cpcv.outcome.validation.path_returns.size(), 4U);
  payload["validation"] = {{"method", "purged_k_fold"}, {"folds", 4}, {"holding_bars", 20}, {"embargo_bars", 5}};
  EXPECT_EQ(run(payload, sp500_closes()).outcome.validation.folds.size(), 4U);
  payload["validation"] = {{"method", "none"}};
  EXPECT_TRUE(run(payload, sp500_closes()).outcome.validation.folds.empty());
}

TEST(Optimization, ConstantPricesHaveNoSharpeRatioAndNoBestBySharpe) {
  auto payload = small_payload();
  const auto by_return = run(payload, std::vector<double>(500, 10.1));
  EXPECT_EQ(by_return.outcome.trials.value(0, Metric::total_return), 0);
  EXPECT_EQ(by_return.outcome.trials.value(0, Metric::trades), 0);
  EXPECT_TRUE(std::isnan(by_return.outcome.trials.value(0, Metric::sharpe)));
  payload["objective"] = "sharpe";
  const auto by_sharpe = run(payload, std::vector<double>(500, 10.1));
  EXPECT_TRUE(by_sharpe.outcome.ranking.empty());
  EXPECT_TRUE(std::isnan(by_sharpe.outcome.verdict.dsr));
}

TEST(Optimization, AsksOftenWhetherItIsCancelled) {
  RecordingObserver observer;
  const auto found = run(example(), MadeBars({sp500_closes()}), observer);
  EXPECT_GT(observer.questions, 50);
  EXPECT_TRUE(std::is_sorted(observer.fractions.begin(), observer.fractions.end()));
  EXPECT_LE(observer.fractions.back(), 1);
}

TEST(Optimization, StopsWhereverItIsCancelled) {
  RecordingObserver whole;
  const MadeBars bars({sp500_closes()});
  const auto found = run(small_payload(), bars, whole);
  for (int question = 0; question < whole.questions; question += 3) {
    RecordingObserver observer;
    observer.cancel_after = question;
    EXPECT_THROW(static_cast<void>(run(small_payload(), bars, observer)), Stopped) << question;
    EXPECT_EQ(observer.questions, question + 1);
  }
}

TEST(Optimization, NeedsTwoBars) {
  expect_job_error("too_few_bars",
                   "series S0 1d: it has 1 bar(s) in the range asked for, at least 2 are needed; import more "
                   "or widen from and to",
                   [] { run(small_payload(), {7}); });
}

TEST(Optimization, RefusesPricesThatAreNotAboveZero) {
  expect_job_error(
      "bad_bars",
      "series S0 1d: the open of bar 3 is 0, prices must be above zero; correct the bar and import the "
      "series again",
      [] {
        run(small_payload(), {7, 8, 0, 9});
      });
}

TEST(Optimization, RefusesWindowsThatNeverFitTheSeries) {
  expect_job_error(
      "window_too_long",
      "parameters: every combination needs 31 bars or more before it can trade, and the series has 20; "
      "choose shorter windows or import more bars",
      [] {
        auto payload = small_payload();
        payload["validation"] = {{"method", "none"}};
        run(payload, std::vector<double>(20, 10));
      });
}

TEST(Optimization, WarnsOfWindowsThatDoNotFitWhenOthersDo) {
  RecordingObserver observer;
  run(small_payload(), MadeBars({std::vector<double>(55, 10)}), observer);
  ASSERT_EQ(observer.warnings.size(), 1U);
  EXPECT_EQ(
      observer.warnings[0],
      "4 of 16 combinations need more than the 55 bars of the series before they can trade, and make no trade");
}

}  // namespace
