#include "optimization/search/run_search.hpp"

#include <gtest/gtest.h>

#include "optimization/search/pareto.hpp"
#include "unit/optimization/search/known_problem.hpp"

namespace optimization::search {
namespace {

constexpr std::array kAll{Method::grid,    Method::random, Method::latin_hypercube,        Method::sobol,
                          Method::tpe,     Method::cma_es, Method::differential_evolution, Method::particle_swarm,
                          Method::genetic, Method::nsga2,  Method::pattern_search};

struct Found {
  SearchResult result;
  EvaluationLog log;
  [[nodiscard]] double best() const { return log.objectives(result.best.front())[0]; }
  [[nodiscard]] Point best_point() const {
    const auto point = log.point(result.best.front());
    return {point.begin(), point.end()};
  }
};

Found search(const Problem& problem, const SearchOptions& options) {
  EvaluationLog log(problem.space.dimensions(), problem.directions.size());
  auto result = run_search(problem, options, log);
  return {std::move(result), std::move(log)};
}

SearchOptions with(Method method, std::size_t evaluations, std::uint64_t seed = 1) {
  SearchOptions options;
  options.method = method;
  options.seed = seed;
  options.budget.evaluations = evaluations;
  return options;
}

class EveryMethod : public testing::TestWithParam<Method> {};
std::string name_of(const testing::TestParamInfo<Method>& info) {
  return std::string(key_of(info.param));
}
INSTANTIATE_TEST_SUITE_P(Search, EveryMethod, testing::ValuesIn(kAll), name_of);

TEST_P(EveryMethod, TriesEachPointOnceWithinItsBoundsAndBudget) {
  const auto problem = sphere();
  const auto found = search(problem, with(GetParam(), 300));
  EXPECT_EQ(found.result.trials.size(), 300U);
  EXPECT_EQ(found.result.evaluated, 300U);
  EXPECT_EQ(found.result.stopped, StopReason::budget);
  std::set<Point> points;
  for (const auto trial : found.result.trials) {
    const auto point = found.log.point(trial);
    EXPECT_TRUE(problem.space.contains(point));
    EXPECT_TRUE(points.emplace(point.begin(), point.end()).second);
  }
}

TEST_P(EveryMethod, GivesTheSameTrialsForTheSameSeed) {
  const auto first = search(sphere(), with(GetParam(), 250, 9));
  const auto again = search(sphere(), with(GetParam(), 250, 9));
  EXPECT_EQ(first.log.bytes(), again.log.bytes());
  EXPECT_EQ(first.result.trials, again.result.trials);
}

TEST_P(EveryMethod, GoesOnWhereACrashLeftIt) {
  const auto whole = search(sphere(), with(GetParam(), 250));
  const auto bytes = whole.log.bytes();
  for (const auto part : {std::size_t{0}, bytes.size() / 3, bytes.size() - 5, bytes.size()}) {
    auto log = part == 0 ? EvaluationLog(2, 1) : EvaluationLog::from_bytes(bytes.substr(0, part), 2, 1);
    const auto known = log.size();
    const auto result = run_search(sphere(), with(GetParam(), 250), log);
    EXPECT_EQ(result.trials, whole.result.trials);
    EXPECT_EQ(result.evaluated, 250 - known);
    EXPECT_EQ(log.bytes(), bytes);
  }
}

TEST_P(EveryMethod, KeepsToTheConstraint) {
  auto problem = sphere();
  problem.feasible = [](const Point& point) { return point[0] + point[1] >= 20; };
  const auto found = search(problem, with(GetParam(), 400));
  for (const auto trial : found.result.trials) {
    EXPECT_GE(found.log.point(trial)[0] + found.log.point(trial)[1], 20);
  }
}

TEST_P(EveryMethod, TriesAllOfASmallSpaceAndSaysSo) {
  auto problem = sphere();
  problem.space = SearchSpace({{"x", Integers{5, 9, 2}}, {"y", Integers{-4, -2, 1}}});
  const auto found = search(problem, with(GetParam(), 100));
  EXPECT_EQ(found.result.trials.size(), 9U);
  EXPECT_EQ(found.result.stopped, StopReason::exhausted);
  EXPECT_EQ(found.best_point(), (Point{7, -3}));
}

TEST_P(EveryMethod, SaysThatNoPointMeetsTheConstraint) {
  auto problem = sphere();
  problem.feasible = [](const Point&) { return false; };
  EXPECT_THROW(static_cast<void>(search(problem, with(GetParam(), 50))), std::invalid_argument);
}

TEST_P(EveryMethod, SurvivesASpaceWithoutValues) {
  auto problem = sphere();
  problem.evaluate = [](std::span<const Point> points) {
    return std::vector<Objectives>(points.size(), Objectives{std::nan("")});
  };
  const auto found = search(problem, with(GetParam(), 120));
  EXPECT_EQ(found.result.trials.size(), 120U);
  EXPECT_TRUE(found.result.best.empty());
}

TEST_P(EveryMethod, TriesOneTheOnlyPointThereIs) {
  auto problem = sphere();
  problem.space = SearchSpace({{"x", Integers{7, 7, 1}}, {"y", Integers{-3, -3, 1}}});
  const auto found = search(problem, with(GetParam(), 10));
  EXPECT_EQ(found.result.trials.size(), 1U);
  EXPECT_EQ(found.best(), 0);
}

// Those that learn from what they have seen; the others are held to their coverage.
class LearningMethod : public testing::TestWithParam<Method> {};
INSTANTIATE_TEST_SUITE_P(Search, LearningMethod,
                         testing::Values(Method::tpe, Method::cma_es, Method::differential_evolution,
                                         Method::particle_swarm, Method::genetic, Method::pattern_search),
                         name_of);

TEST_P(LearningMethod, FindsTheBottomOfABowl) {
  int found = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    found += search(sphere(), with(GetParam(), 500, seed)).best() <= 1;
  }
  EXPECT_GE(found, 9) << "of 10 seeds; 500 of 10,201 points";
}

TEST_P(LearningMethod, IsBetterThanChanceAmongManyMinima) {
  double learnt = 0;
  double chance = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    learnt += search(rastrigin(), with(GetParam(), 600, seed)).best();
    chance += search(rastrigin(), with(Method::random, 600, seed)).best();
  }
  EXPECT_LT(learnt, chance);
}

TEST(RunSearch, MaximizesWhenAskedTo) {
  auto problem = sphere();
  problem.directions = {Direction::maximize};
  const auto found = search(problem, with(Method::grid, 20'000));
  EXPECT_EQ(found.best_point(), (Point{-50, 50}));
}

TEST(RunSearch, FindsTheFrontOfTwoObjectives) {
  const auto found = search(zdt1(), with(Method::nsga2, 3'000));
  std::vector<Costs> front;
  for (const auto entry : found.result.best) {
    const auto values = found.log.objectives(entry);
    front.push_back({values.begin(), values.end()});
  }
  // The whole front dominates 2/3 + (1.1^2 - 1) = 0.8767 of the corner (1.1, 1.1).
  const std::array reference{1.1, 1.1};
  EXPECT_GT(hypervolume(front, reference), 0.86);
}

TEST(RunSearch, StopsAtTheTarget) {
  auto options = with(Method::grid, 20'000);
  options.budget.target = 100;
  const auto found = search(sphere(), options);
  EXPECT_EQ(found.result.stopped, StopReason::target);
  EXPECT_LE(found.best(), 100);
  EXPECT_LT(found.result.trials.size(), 10'201U);
}

TEST(RunSearch, StopsWithoutImprovement) {
  auto options = with(Method::random, 10'000);
  options.budget.patience = 200;
  const auto found = search(sphere(), options);
  EXPECT_EQ(found.result.stopped, StopReason::patience);
  EXPECT_LT(found.result.trials.size(), 10'000U);
}

TEST(RunSearch, RefusesSeveralObjectivesForAMethodOfOne) {
  EXPECT_THROW(static_cast<void>(search(zdt1(), with(Method::tpe, 10))), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(search(sphere(), with(Method::tpe, 0))), std::invalid_argument);
}

TEST(RunSearch, RefusesAGridOfAContinuousParameter) {
  EXPECT_THROW(static_cast<void>(search(rastrigin(), with(Method::grid, 10))), std::invalid_argument);
}

TEST(RunSearch, KnowsEveryMethodByItsKey) {
  for (const auto method : kAll) { EXPECT_EQ(method_by_key(key_of(method)), method); }
  EXPECT_EQ(method_by_key("annealing"), std::nullopt);
}

}  // namespace
}  // namespace optimization::search
