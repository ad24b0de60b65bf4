#include "optimization/search/run_search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <unordered_set>

#include "optimization/search/method_table.hpp"
#include "optimization/search/pareto.hpp"
#include "quant/numeric/keyed_random.hpp"

namespace optimization::search {
namespace {

constexpr double kNoCost = std::numeric_limits<double>::infinity();
// A method that gave nothing new so often in a row has drawn its circle and starts afresh elsewhere.
constexpr std::size_t kBarrenRounds = 20;
// When so many fresh starts in a row gave nothing new either, the rest of the budget goes to points at random,
// which also finds out when a finite space is used up.
constexpr std::size_t kBarrenStarts = 3;

void check_options(const Problem& problem, const SearchOptions& options, const EvaluationLog& log) {
  if (problem.directions.empty()) { throw std::invalid_argument("directions: empty; name at least one objective"); }
  if (problem.directions.size() > 1 && !takes_several_objectives(options.method)) {
    throw std::invalid_argument(
        fmt::format("method {} takes one objective, got {}; choose nsga2 or name one objective",
                    key_of(options.method), problem.directions.size()));
  }
  if (options.budget.evaluations == 0) { throw std::invalid_argument("evaluations: 0; allow at least one"); }
  if (options.budget.target && problem.directions.size() > 1) {
    throw std::invalid_argument("target: there is none with several objectives; leave it out");
  }
  if (options.batch == 0) { throw std::invalid_argument("batch: 0; allow at least one point per call"); }
  if (options.start && !problem.space.contains(*options.start)) {
    throw std::invalid_argument("start: it is not a point of the space; give every parameter a value of its range");
  }
  if (log.dimensions() != problem.space.dimensions() || log.objective_count() != problem.directions.size()) {
    throw std::invalid_argument("the log of evaluations is of another search");
  }
}

class Search {
 public:
  Search(const Problem& problem, const SearchOptions& options, EvaluationLog& log)
      : problem_(problem),
        options_(options),
        log_(log),
        domain_(problem, [this](const Point& point) { return is_tried(point); }) {}

  SearchResult run() {
    start(options_.method);
    while (!is_over()) {
      const auto candidates = method_->ask();
      if (candidates.empty()) {
        result_.stopped = StopReason::exhausted;
        break;
      }
      const auto before = result_.trials.size();
      tell(candidates);
      report();
      if (result_.trials.size() > before) {
        barren_rounds_ = 0;
        barren_starts_ = 0;
      } else {
        ++barren_rounds_;
      }
      if (barren_rounds_ == kBarrenRounds || method_->converged()) { start_afresh(); }
    }
    if (result_.trials.empty()) {
      throw std::invalid_argument(
          "no point of the space meets the constraint; widen the ranges or relax the constraint");
    }
    result_.best = front_.indices();
    return std::move(result_);
  }

 private:
  void start(Method method) {
    MethodOptions options{.seed = seed_of_start(),
                          .budget = options_.budget.evaluations - result_.trials.size(),
                          .objectives = problem_.directions.size(),
                          .batch = options_.batch,
                          .restart = restarts_,
                          .start = std::nullopt};
    if (options_.start && restarts_ == 0) { options.start = problem_.space.coordinates_of(*options_.start); }
    method_ = make_method(method, domain_, options);
  }

  // The first start has the seed of the options, later ones seeds of their own: the same draws would lead to the
  // same points.
  [[nodiscard]] std::uint64_t seed_of_start() const {
    return restarts_ == 0 ? options_.seed : quant::KeyedRandom(options_.seed, restarts_).next();
  }

  void start_afresh() {
    if (fell_back_) {  // even draws at random find nothing new
      result_.stopped = StopReason::exhausted;
      over_ = true;
      return;
    }
    ++restarts_;
    ++barren_starts_;
    barren_rounds_ = 0;
    fell_back_ = barren_starts_ > kBarrenStarts;
    start(fell_back_ ? Method::random : options_.method);
  }

  [[nodiscard]] bool is_over() {
    const auto& budget = options_.budget;
    if (over_) { return true; }
    if (result_.trials.size() >= budget.evaluations) { return true; }  // StopReason::budget
    if (budget.patience > 0 && since_improvement_ >= budget.patience) {
      result_.stopped = StopReason::patience;
      return true;
    }
    if (budget.target && !front_.costs().empty() &&
        front_.costs().front().front() <= cost_of(*budget.target, problem_.directions.front())) {
      result_.stopped = StopReason::target;
      return true;
    }
    return false;
  }

  // Evaluates what is new, as far as the budget goes, and tells the method the costs of all.
  void tell(const std::vector<Coordinates>& candidates) {
    std::vector<Point> points;
    points.reserve(candidates.size());
    for (const auto& candidate : candidates) { points.push_back(problem_.space.snap(candidate)); }
    take(new_points(points));
    std::vector<Costs> costs;
    costs.reserve(points.size());
    for (const auto& point : points) { costs.push_back(costs_at(point)); }
    method_->tell(costs);
  }

  std::vector<Point> new_points(const std::vector<Point>& points) {
    std::vector<Point> fresh;
    EvaluationLog seen(problem_.space.dimensions(), 0);
    const auto left = options_.budget.evaluations - result_.trials.size();
    for (const auto& point : points) {
      if (fresh.size() == left) { break; }
      if (is_tried(point) || !domain_.allows(point) || seen.find(point)) { continue; }
      seen.append(point, {});
      fresh.push_back(point);
    }
    return fresh;
  }

  // Makes these the next trials; those that the log does not know are evaluated, together.
  void take(const std::vector<Point>& points) {
    std::vector<Point> unknown;
    for (const auto& point : points) {
      if (!log_.find(point)) { unknown.push_back(point); }
    }
    if (!unknown.empty()) { evaluate(unknown); }
    for (const auto& point : points) { add_trial(*log_.find(point)); }
  }

  void evaluate(const std::vector<Point>& points) {
    const auto objectives = problem_.evaluate(points);
    if (objectives.size() != points.size()) {
      throw std::invalid_argument(
          fmt::format("evaluate gave {} results for {} points", objectives.size(), points.size()));
    }
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (objectives[i].size() != problem_.directions.size()) {
        throw std::invalid_argument(fmt::format("evaluate gave {} objectives, there are {}", objectives[i].size(),
                                                problem_.directions.size()));
      }
      log_.append(points[i], objectives[i]);
    }
    result_.evaluated += points.size();
  }

  void add_trial(std::size_t entry) {
    result_.trials.push_back(entry);
    tried_.insert(entry);
    since_improvement_ = front_.insert(entry, costs_of_entry(entry)) ? 0 : since_improvement_ + 1;
  }

  [[nodiscard]] Costs costs_at(const Point& point) const {
    const auto entry = log_.find(point);
    if (!entry || !tried_.contains(*entry)) { return Costs(problem_.directions.size(), kNoCost); }
    return costs_of_entry(*entry);
  }

  // Without a value in one objective there is none in any: such a point is no answer.
  [[nodiscard]] Costs costs_of_entry(std::size_t entry) const {
    Costs costs;
    const auto objectives = log_.objectives(entry);
    for (std::size_t i = 0; i < objectives.size(); ++i) {
      costs.push_back(cost_of(objectives[i], problem_.directions[i]));
    }
    if (std::all_of(costs.begin(), costs.end(), [](double cost) { return std::isfinite(cost); })) { return costs; }
    return Costs(costs.size(), kNoCost);
  }

  static double cost_of(double objective, Direction direction) {
    if (!std::isfinite(objective)) { return kNoCost; }
    return direction == Direction::minimize ? objective : -objective;
  }

  [[nodiscard]] bool is_tried(const Point& point) const {
    const auto entry = log_.find(point);
    return entry && tried_.contains(*entry);
  }

  void report() const {
    if (!options_.on_progress) { return; }
    options_.on_progress(
        {.trials = result_.trials.size(), .evaluated = result_.evaluated, .best = front_.indices()});
  }

  const Problem& problem_;
  const SearchOptions& options_;
  EvaluationLog& log_;
  const Domain domain_;
  MethodPointer method_;
  SearchResult result_;
  std::unordered_set<std::size_t> tried_;  // entries of the log that are trials of this run
  ParetoFront front_;
  std::size_t since_improvement_ = 0;
  std::size_t barren_rounds_ = 0;
  std::size_t barren_starts_ = 0;
  std::size_t restarts_ = 0;
  bool fell_back_ = false;
  bool over_ = false;
};

}  // namespace

SearchResult run_search(const Problem& problem, const SearchOptions& options, EvaluationLog& log) {
  check_options(problem, options, log);
  return Search(problem, options, log).run();
}

}  // namespace optimization::search
