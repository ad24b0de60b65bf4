// What each method promises beyond what run_search_test.cpp asks of all of them: no point left out, no draw
// repeated, choices, constraints, starts, cancelling, three objectives.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

#include "optimization/search/pareto.hpp"
#include "optimization/search/run_search.hpp"
#include "unit/optimization/search/known_problem.hpp"

namespace optimization::search {
namespace {

constexpr std::array kEvery{Method::grid,    Method::random, Method::latin_hypercube,        Method::sobol,
                            Method::tpe,     Method::cma_es, Method::differential_evolution, Method::particle_swarm,
                            Method::genetic, Method::nsga2,  Method::pattern_search};

struct Outcome {
  SearchResult result;
  EvaluationLog log;
  [[nodiscard]] std::vector<Point> points() const {
    std::vector<Point> all;
    for (const auto trial : result.trials) { all.emplace_back(log.point(trial).begin(), log.point(trial).end()); }
    return all;
  }
  [[nodiscard]] double best() const { return log.objectives(result.best.at(0))[0]; }
};

Outcome run(const Problem& problem, Method method, std::size_t evaluations, std::uint64_t seed = 1,
            std::optional<Point> start = {}) {
  SearchOptions options;
  options.method = method;
  options.seed = seed;
  options.budget.evaluations = evaluations;
  options.start = std::move(start);
  EvaluationLog log(problem.space.dimensions(), problem.directions.size());
  auto result = run_search(problem, options, log);
  return {std::move(result), std::move(log)};
}

template <class Function>
auto each(Function function) {
  return [function](std::span<const Point> points) {
    std::vector<Objectives> values;
    for (const auto& point : points) { values.push_back(function(point)); }
    return values;
  };
}

std::string method_name(const testing::TestParamInfo<Method>& info) {
  return std::string(key_of(info.param));
}

class AnyMethod : public testing::TestWithParam<Method> {};
INSTANTIATE_TEST_SUITE_P(Search, AnyMethod, testing::ValuesIn(kEvery), method_name);

// Also the last of the 465 points, when a draw at random finds a new one only every 465th time.
TEST_P(AnyMethod, UsesUpASpaceToItsLastAllowedPoint) {
  auto problem = whole_number_problem(1, 31);
  problem.feasible = [](const Point& point) { return point[0] < point[1]; };
  problem.evaluate = each([](const Point& point) { return Objectives{std::fabs(point[0] - 3) + point[1]}; });
  const auto outcome = run(problem, GetParam(), 5'000);
  EXPECT_EQ(outcome.result.trials.size(), 465U);
  EXPECT_EQ(outcome.result.stopped, StopReason::exhausted);
}

TEST_P(AnyMethod, FindsTheRightChoice) {
  Problem problem{.space = SearchSpace({{"kind", Choices{5}}, {"window", Integers{2, 200, 1}}}),
                  .directions = {Direction::maximize},
                  .feasible = {},
                  .evaluate = {}};
  constexpr std::array kWorth{1.0, 4.0, 0.0, 9.0, 3.0};
  problem.evaluate = each([&](const Point& point) {
    return Objectives{kWorth.at(static_cast<std::size_t>(point[0])) - std::fabs(point[1] - 60) / 100};
  });
  const auto outcome = run(problem, GetParam(), 900);
  EXPECT_GT(outcome.best(), 8.9);
  for (const auto& point : outcome.points()) { ASSERT_TRUE(problem.space.contains(point)); }
}

TEST_P(AnyMethod, CancelledByAnExceptionItGoesOnFromTheLog) {
  const auto whole = run(sphere(), GetParam(), 300, 5);
  auto problem = sphere();
  int calls = 0;
  problem.evaluate = [&, evaluate = problem.evaluate](std::span<const Point> points) {
    if (++calls == 3) { throw std::runtime_error("cancelled"); }
    return evaluate(points);
  };
  SearchOptions options;
  options.method = GetParam();
  options.seed = 5;
  options.budget.evaluations = 300;
  EvaluationLog log(2, 1);
  EXPECT_THROW(run_search(problem, options, log), std::runtime_error);
  EXPECT_GT(log.size(), 0U);
  EXPECT_LT(log.size(), 300U);
  const auto result = run_search(problem, options, log);
  EXPECT_EQ(result.trials, whole.result.trials);
  EXPECT_EQ(log.bytes(), whole.log.bytes());
}

class Learning : public testing::TestWithParam<Method> {};
INSTANTIATE_TEST_SUITE_P(Search, Learning,
                         testing::Values(Method::tpe, Method::cma_es, Method::differential_evolution,
                                         Method::particle_swarm, Method::genetic, Method::pattern_search),
                         method_name);

// The best allowed point, (40, 41), lies on the edge of the constraint; 500 of 19,900 allowed points.
TEST_P(Learning, FindsAnOptimumOnTheEdgeOfTheConstraint) {
  auto problem = whole_number_problem(1, 200);
  problem.feasible = [](const Point& point) { return point[0] < point[1]; };
  problem.evaluate =
      each([](const Point& point) { return Objectives{std::hypot(point[0] - 60, point[1] - 20) - 28.3}; });
  int near = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) { near += run(problem, GetParam(), 500, seed).best() < 1.5; }
  EXPECT_GE(near, 9) << "of 10 seeds";
}

// Whole-number Rastrigin scaled so that minima lie 10 values apart: one start of a local method would stay in the
// first.
TEST_P(Learning, LeavesALocalMinimum) {
  auto problem = whole_number_problem(-50, 50);
  problem.evaluate = each([](const Point& point) {
    double sum = 20;
    for (const double value : point) {
      const double x = (value - 20) / 10;
      sum += x * x - 10 * std::cos(2 * 3.14159265358979323846 * x);
    }
    return Objectives{sum};
  });
  int found = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) { found += run(problem, GetParam(), 1'500, seed).best() <= 1; }
  EXPECT_GE(found, 8) << "of 10 seeds; 1,500 of 10,201 points";
}

TEST(SearchMethods, SeedsGiveDifferentPoints) {
  for (const auto method : kEvery) {
    if (method == Method::grid) { continue; }
    EXPECT_NE(run(rastrigin(), method, 100, 1).points(), run(rastrigin(), method, 100, 2).points())
        << key_of(method);
  }
}

Problem line(double max) {
  return {.space = SearchSpace({{"x", Floats{0, max}}, {"y", Floats{0, max}}}),
          .directions = {Direction::minimize},
          .feasible = {},
          .evaluate = each([](const Point& point) { return Objectives{point[0]}; })};
}

TEST(SearchMethods, ALatinHypercubeHitsEverySliceOnce) {
  std::array<std::set<int>, 2> slices;
  for (const auto& point : run(line(200), Method::latin_hypercube, 200).points()) {
    slices[0].insert(static_cast<int>(point[0]));
    slices[1].insert(static_cast<int>(point[1]));
  }
  EXPECT_EQ(slices[0].size(), 200U);
  EXPECT_EQ(slices[1].size(), 200U);
}

// A (0, 2)-sequence in base 2: 255 points after the origin leave one of 16 x 16 boxes empty, however scrambled;
// draws at random leave a third.
TEST(SearchMethods, SobolPointsFillEveryBox) {
  std::set<std::pair<int, int>> boxes;
  for (const auto& point : run(line(16), Method::sobol, 255, 7).points()) {
    boxes.emplace(static_cast<int>(point[0]), static_cast<int>(point[1]));
  }
  EXPECT_EQ(boxes.size(), 255U);
}

// An ellipsoid a thousand times longer than wide, turned by 45 degrees in each plane: without the covariance and
// the whitened path 1,200 evaluations stay far from 0.
TEST(SearchMethods, CmaEsLearnsTheShapeOfAValley) {
  Problem problem{.space = SearchSpace(
                      {{"a", Floats{-5, 8}}, {"b", Floats{-5, 8}}, {"c", Floats{-5, 8}}, {"d", Floats{-5, 8}}}),
                  .directions = {Direction::minimize},
                  .feasible = {},
                  .evaluate = {}};
  problem.evaluate = each([](const Point& x) {
    const double one = x[0] + x[1];
    const double two = x[2] + x[3];
    const double three = x[0] - x[1];
    const double four = x[2] - x[3];
    return Objectives{1e6 * one * one + 1e4 * two * two + 100 * three * three + four * four};
  });
  std::vector<double> found;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    found.push_back(run(problem, Method::cma_es, 1'200, seed).best());
  }
  std::sort(found.begin(), found.end());
  EXPECT_LT(found[2], 0.01) << "median of 5 seeds";
}

TEST(SearchMethods, StartWhereTheyAreTold) {
  for (const auto method : {Method::tpe, Method::cma_es, Method::differential_evolution, Method::particle_swarm,
                            Method::genetic, Method::pattern_search}) {
    const auto outcome = run(sphere(), method, 60, 3, Point{8, -3});
    EXPECT_LE(outcome.best(), 1) << key_of(method);
  }
}

TEST(SearchMethods, NamesWhatIsWrong) {
  EXPECT_THROW(run(sphere(), Method::tpe, 10, 1, Point{8, 99}), std::invalid_argument);
  EXPECT_THROW(run(sphere(), Method::tpe, 10, 1, Point{8}), std::invalid_argument);
  SearchOptions options;
  options.batch = 0;
  EvaluationLog log(2, 1);
  EXPECT_THROW(run_search(sphere(), options, log), std::invalid_argument);
}

// DTLZ2 with three objectives: the front is the sphere's octant, which leaves 1.1^3 - pi/6 = 0.8074 of the box
// dominated.
TEST(SearchMethods, Nsga2FindsAFrontOfThreeObjectives) {
  Problem problem{.space = SearchSpace({{"a", Floats{}}, {"b", Floats{}}, {"c", Floats{}}, {"d", Floats{}}}),
                  .directions = {Direction::minimize, Direction::maximize, Direction::minimize},
                  .feasible = {},
                  .evaluate = {}};
  problem.evaluate = each([](const Point& x) {
    const double g = 1 + (x[2] - 0.5) * (x[2] - 0.5) + (x[3] - 0.5) * (x[3] - 0.5);
    const double a = x[0] * 1.5707963267948966;
    const double b = x[1] * 1.5707963267948966;
    return Objectives{g * std::cos(a) * std::cos(b), -g * std::cos(a) * std::sin(b), g * std::sin(a)};
  });
  const auto outcome = run(problem, Method::nsga2, 5'000);
  std::vector<Costs> front;
  for (const auto entry : outcome.result.best) {
    const auto values = outcome.log.objectives(entry);
    front.push_back({values[0], -values[1], values[2]});
  }
  const std::array reference{1.1, 1.1, 1.1};
  EXPECT_GT(hypervolume(front, reference), 0.75);
  EXPECT_LT(hypervolume(front, reference), 0.8075);
}

}  // namespace
}  // namespace optimization::search
