#include "optimization/evaluation/searched_trials.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "jobhost/plugin.hpp"
#include "optimization/evaluation/search_checkpoint.hpp"
#include "optimization/judgement/fold_bests.hpp"

namespace optimization {
namespace {

using std::chrono::steady_clock;

constexpr auto kBetweenCheckpoints = std::chrono::seconds(5);
constexpr std::size_t kMostCheckpoint = 32 << 20;  // bytes; a search that large is cheap beside writing it

class SearchedTrials {
 public:
  explicit SearchedTrials(const SearchJob& job)
      : job_(job),
        metrics_(metrics_of(job.request)),
        columns_(fold_columns(metrics_, job.request.objectives.front())),
        ranges_(1 + job.plan.folds().size()),
        evaluator_({.request = job.request, .data = job.data, .folds = job.plan.folds()}),
        rows_(rows_of_checkpoint(job.observer.load_checkpoint().value_or(""), job.observer.identity(),
                                 job.request.space.axes().size(), ranges_ * metrics_.size())) {}

  TrialSet run() {
    auto found = search_all_bars();
    TrialSet result{.trials = TrialTable(job_.request.space.axes().size(), metrics_), .folds = {}};
    for (const auto trial : found.result.trials) {
      const auto point = found.log.point(trial);
      const auto figures = row_of({point.begin(), point.end()}).subspan(0, metrics_.size());
      result.trials.append(point, figures);
      result.sharpe.add(figures[column_of(quant::Metric::sharpe)]);
    }
    for (std::size_t split = 0; split < job_.plan.splits().size(); ++split) {
      result.folds.push_back(search_split(split));
    }
    result.evaluated = rows_.size();  // those of the folds as well
    result.stopped = found.result.stopped;
    result.windows_too_long = evaluator_.windows_too_long();
    result.shortest_warm_up = evaluator_.shortest_warm_up();
    return result;
  }

 private:
  struct Found {
    search::EvaluationLog log;
    search::SearchResult result;
  };
  // The objectives of one row.
  using Score = std::function<search::Objectives(std::span<const double> row)>;

  Found search_all_bars() {
    const auto& objectives = job_.request.objectives;
    return search(objectives, [&](std::span<const double> row) {
      search::Objectives values;
      for (const auto objective : objectives) { values.push_back(row[column_of(objective)]); }
      return values;
    });
  }

  // By the first objective, on the train bars.
  FoldOutcome search_split(std::size_t split) {
    const auto found = search({job_.request.objectives.front()}, [&](std::span<const double> row) {
      const auto table = table_of(row);
      const TrialRow trial{table, 0, job_.plan};
      return search::Objectives{trial.mean(job_.plan.train(split), columns_.objective_column)};
    });
    if (found.result.best.empty()) { return {.split = job_.plan.splits()[split]}; }
    const auto best = found.log.point(found.result.best.front());
    const auto table = table_of(row_of({best.begin(), best.end()}));
    auto outcome = outcome_on({table, 0, job_.plan}, split, columns_);
    outcome.point.assign(best.begin(), best.end());
    return outcome;
  }

  Found search(const std::vector<quant::Metric>& objectives, const Score& score) {
    Found found{search::EvaluationLog(job_.request.space.axes().size(), objectives.size()), {}};
    search::Problem problem{
        .space = job_.request.space.search_space(), .directions = {}, .feasible = {}, .evaluate = {}};
    for (const auto objective : objectives) {
      problem.directions.push_back(quant::larger_is_better(objective) ? search::Direction::maximize
                                                                      : search::Direction::minimize);
    }
    problem.feasible = [this](const search::Point& point) { return job_.request.space.allows(point); };
    problem.evaluate = [&](std::span<const search::Point> points) {
      evaluate(points);
      std::vector<search::Objectives> values;
      for (const auto& point : points) { values.push_back(score(row_of(point))); }
      return values;
    };
    found.result = run_search(problem, options(objectives.size()), found.log);
    ++searches_done_;
    return found;
  }

  search::SearchOptions options(std::size_t objectives) {
    search::SearchOptions options;
    options.method = job_.request.method;
    options.seed = job_.request.seed;
    options.budget = job_.request.budget;
    // A search of several objectives is validated by its first one.
    if (objectives == 1 && job_.request.objectives.size() > 1 && job_.request.method == search::Method::nsga2) {
      options.method = search::Method::genetic;
    }
    options.on_progress = [this](const search::SearchProgress& progress) { report(progress); };
    return options;
  }

  // Those that are not known yet.
  void evaluate(std::span<const search::Point> points) {
    std::vector<search::Point> missing;
    for (const auto& point : points) {
      if (!rows_.find(point)) { missing.push_back(point); }
    }
    if (missing.empty()) { return; }
    const auto table = evaluator_.evaluate(missing, [this](double) { job_.observer.throw_if_cancelled(); });
    for (std::size_t i = 0; i < missing.size(); ++i) {
      rows_.append(missing[i], std::span(table.values).subspan(i * width(), width()));
      job_.observer.on_trial(missing[i], table.value(i, 0, columns_.objective_column));
    }
    save_now_and_then();
  }

  void save_now_and_then() {
    const auto now = steady_clock::now();
    if (now - saved_at_ < kBetweenCheckpoints) { return; }
    saved_at_ = now;
    if (rows_.size() * (width() + 8) * sizeof(double) <= kMostCheckpoint) {
      job_.observer.save_checkpoint(checkpoint_of(rows_, job_.observer.identity()));
    }
  }

  void report(const search::SearchProgress& progress) {
    job_.observer.throw_if_cancelled();
    const auto searches = static_cast<double>(1 + job_.plan.splits().size());
    const auto part = static_cast<double>(progress.trials) / static_cast<double>(job_.request.budget.evaluations);
    const auto what = searches_done_ == 0 ? std::string("all bars")
                                          : fmt::format("fold {} of {}", searches_done_, job_.plan.splits().size());
    job_.observer.progress((static_cast<double>(searches_done_) + std::min(part, 1.0)) / searches,
                           fmt::format("searching {} ({}): {} of {} trials", what, key_of(job_.request.method),
                                       progress.trials, job_.request.budget.evaluations));
  }

  [[nodiscard]] std::size_t width() const { return ranges_ * metrics_.size(); }
  [[nodiscard]] std::size_t column_of(quant::Metric metric) const {
    return static_cast<std::size_t>(std::find(metrics_.begin(), metrics_.end(), metric) - metrics_.begin());
  }
  [[nodiscard]] std::span<const double> row_of(const search::Point& point) const {
    return rows_.objectives(*rows_.find(point));
  }
  // One row as a table of one combination.
  [[nodiscard]] quant::SweepTable table_of(std::span<const double> row) const {
    return {.ranges = ranges_, .metrics = metrics_, .values = {row.begin(), row.end()}};
  }

  const SearchJob& job_;
  const std::vector<quant::Metric> metrics_;
  const FoldColumns columns_;
  const std::size_t ranges_;
  Evaluator evaluator_;
  search::EvaluationLog rows_;  // of every point: its figures over all bars and all folds
  std::size_t searches_done_ = 0;
  steady_clock::time_point saved_at_ = steady_clock::now();
};

}  // namespace

TrialSet evaluate_search(const SearchJob& job) {
  try {
    return SearchedTrials(job).run();
  } catch (const std::invalid_argument& error) {
    throw jobhost::JobError(std::string("search: ") + error.what(), "bad_search");
  }
}

}  // namespace optimization
