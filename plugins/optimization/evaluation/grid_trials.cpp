#include "optimization/evaluation/grid_trials.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "jobhost/plugin.hpp"
#include "optimization/judgement/fold_bests.hpp"

namespace optimization {
namespace {

// Trials per graph: enough that a row of an indicator is shared by many, few enough that a batch is soon done.
constexpr std::size_t kBatch = 16'384;
constexpr std::uint64_t kCandidatesPerLook = 65'536;

// Calls `each` with every allowed candidate and its point.
template <typename Each>
void for_each_trial(const Request& request, CandidateRange range, Observer& observer, Each each) {
  for (auto candidate = range.first; candidate <= range.last; ++candidate) {
    if ((candidate - range.first) % kCandidatesPerLook == 0) { observer.throw_if_cancelled(); }
    auto point = request.space.search_space().at(candidate);
    if (request.space.allows(point)) { each(candidate, std::move(point)); }
  }
}

class GridEvaluation {
 public:
  explicit GridEvaluation(const GridJob& job)
      : job_(job),
        evaluator_({.request = job.request, .data = job.data, .folds = job.plan.folds()}),
        bests_columns_(fold_columns(metrics_of(job.request), job.request.objectives.front())),
        sharpe_column_(fold_columns(metrics_of(job.request), quant::Metric::sharpe).objective_column),
        bests_(job.plan, bests_columns_),
        result_{.trials = TrialTable(job.request.space.axes().size(), metrics_of(job.request)), .folds = {}} {
    result_.trials.reserve(std::min(job.trials, job.kept));
  }

  void add(search::Point point) {
    batch_.push_back(std::move(point));
    if (batch_.size() == kBatch) { flush(); }
  }

  TrialSet finish() {
    flush();
    keep_best();
    result_.folds = bests_.folds();
    result_.windows_too_long = evaluator_.windows_too_long();
    result_.shortest_warm_up = evaluator_.shortest_warm_up();
    return std::move(result_);
  }

 private:
  void flush() {
    if (batch_.empty()) { return; }
    const auto table = evaluator_.evaluate(batch_, [this](double fraction) { report(fraction); });
    for (std::size_t i = 0; i < batch_.size(); ++i) {
      const auto figures = table.row(i, 0);
      result_.trials.append(batch_[i], figures);
      result_.sharpe.add(figures[sharpe_column_]);
      bests_.offer({table, i, job_.plan}, batch_[i]);
      job_.observer.on_trial(batch_[i], figures[bests_columns_.objective_column]);
    }
    result_.evaluated += batch_.size();
    batch_.clear();
    if (result_.trials.size() > job_.kept + job_.kept / 4) { keep_best(); }
  }

  void keep_best() { result_.trials.keep_best(job_.request.objectives.front(), job_.kept); }

  void report(double fraction) {
    job_.observer.throw_if_cancelled();
    const auto done = static_cast<double>(result_.evaluated) + fraction * static_cast<double>(batch_.size());
    job_.observer.progress(done / static_cast<double>(std::max<std::size_t>(job_.trials, 1)),
                           fmt::format("trying {} combinations over {} bars", job_.trials, job_.data.size()));
  }

  const GridJob& job_;
  Evaluator evaluator_;
  const FoldColumns bests_columns_;
  const std::size_t sharpe_column_;
  FoldBests bests_;
  TrialSet result_;
  std::vector<search::Point> batch_;
};

}  // namespace

std::uint64_t candidates_of(const Request& request) {
  const auto size = request.space.search_space().size();
  if (size && *size <= kMostCandidates) { return *size; }
  throw jobhost::JobError(
      fmt::format(
          "parameters: the grid has {} combinations before the constraint, a job can look at {}; use larger "
          "steps or another search.method, such as random or tpe",
          size ? fmt::format("{}", *size) : "more than 4.6e18", kMostCandidates),
      "too_many_combinations");
}

std::size_t count_trials(const Request& request, Observer& observer) {
  const auto candidates = candidates_of(request);
  std::size_t trials = 0;
  for_each_trial(request, {0, candidates - 1}, observer, [&](std::uint64_t, const search::Point&) { ++trials; });
  if (trials == 0) {
    throw jobhost::JobError(
        fmt::format(
            "constraint: none of the {} combinations meets it and the strategy's own constraints; widen the "
            "ranges or relax it",
            candidates),
        "no_combinations");
  }
  if (trials > kMostTrials) {
    observer.warn(
        fmt::format("{} combinations are more than the {} whose figures fit into memory: all are tried, and the "
                    "best {} are kept for the ranking, the charts and combinations.csv",
                    trials, kMostTrials, kMostTrials));
  }
  return trials;
}

std::vector<CandidateRange> cut_grid(const Request& request, std::size_t trials, Observer& observer) {
  std::vector<CandidateRange> pieces;
  std::size_t in_piece = trials;
  for_each_trial(request, {0, candidates_of(request) - 1}, observer,
                 [&](std::uint64_t candidate, const search::Point&) {
                   if (in_piece == trials) {
                     pieces.push_back({candidate, candidate});
                     in_piece = 0;
                   }
                   pieces.back().last = candidate;
                   ++in_piece;
                 });
  return pieces;
}

TrialSet evaluate_grid(const GridJob& job, CandidateRange range) {
  GridEvaluation evaluation(job);
  for_each_trial(job.request, range, job.observer,
                 [&](std::uint64_t, search::Point point) { evaluation.add(std::move(point)); });
  return evaluation.finish();
}

}  // namespace optimization
