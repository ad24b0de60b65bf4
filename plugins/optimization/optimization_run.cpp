#include "optimization/optimization_run.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "jobhost/plugin.hpp"
#include "optimization/evaluation/exact_run.hpp"
#include "optimization/evaluation/searched_trials.hpp"
#include "optimization/judgement/judge.hpp"
#include "optimization/judgement/validate.hpp"
#include "optimization/progress_part.hpp"
#include "optimization/ranking.hpp"

namespace optimization {
namespace {

// The parts of all progress, by what they cost on a grid of thousands.
constexpr double kTrialsPart = 0.8;
constexpr double kVerdictFrom = 0.8;

void report_long_windows(const TrialSet& set, const quant_job::MarketData& data, Observer& observer) {
  if (set.windows_too_long == 0) { return; }
  if (set.windows_too_long == set.evaluated) {
    throw jobhost::JobError(
        fmt::format(
            "parameters: every combination needs {} bars or more before it can trade, and the series has {}; "
            "choose shorter windows or import more bars",
            set.shortest_warm_up + 1, data.size()),
        "window_too_long");
  }
  observer.warn(fmt::format(
      "{} of {} combinations need more than the {} bars of the series before they can trade, and make no trade",
      set.windows_too_long, set.evaluated, data.size()));
}

// Parts that were put together differ in the last digits from one pass over all trials; the outcome must not.
void settle_moments(TrialSet& set) {
  if (set.trials.size() != set.evaluated) { return; }
  set.sharpe = {};
  for (std::size_t i = 0; i < set.trials.size(); ++i) {
    set.sharpe.add(set.trials.value(i, quant::Metric::sharpe));
  }
}

}  // namespace

TrialSet make_trials(const Request& request, const quant_job::MarketData& data, const RangePlan& plan,
                     Observer& observer) {
  ProgressPart part(observer, 0, kTrialsPart);
  if (request.method != search::Method::grid) {
    return evaluate_search({.request = request, .data = data, .plan = plan, .observer = part});
  }
  const auto trials = count_trials(request, part);
  observer.expect_trials(trials);
  return evaluate_grid({.request = request, .data = data, .plan = plan, .observer = part, .trials = trials},
                       {0, candidates_of(request) - 1});
}

Outcome conclude(const Request& request, const quant_job::MarketData& data, const RangePlan& plan, TrialSet set,
                 Observer& observer) {
  report_long_windows(set, data, observer);
  settle_moments(set);
  const auto ledger = observer.count_trials(static_cast<std::int64_t>(set.evaluated));
  observer.progress(kTrialsPart, fmt::format("ranking by {}", key_of(request.objectives.front())));
  auto ranking = rank(set.trials, request, observer);
  Outcome outcome{.trials = std::move(set.trials),
                  .candidates = request.space.search_space().size().value_or(0),
                  .ranking = std::move(ranking.best),
                  .front = std::move(ranking.front),
                  .stopped = set.stopped,
                  .outside_limits = ranking.outside_limits,
                  .windows_too_long = set.windows_too_long,
                  .best = {},
                  .validation = validate(request, plan, std::move(set.folds)),
                  .verdict = {}};
  if (!outcome.ranking.empty()) {
    outcome.best = run_exactly(request, data, outcome.trials.point(outcome.ranking.front()));
  }
  outcome.verdict =
      judge({.request = request, .data = data, .set = set, .ledger = ledger}, outcome, [&](double part) {
        observer.throw_if_cancelled();
        observer.progress(kVerdictFrom + (kReportFrom - kVerdictFrom) * part, "weighing the best trial");
      });
  return outcome;
}

}  // namespace optimization
