// What the search methods find on standard functions within a budget: median over seeds. search_optuna.py prints
// the same for Optuna. Deterministic, so it measures quality, not time.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <numbers>

#include "optimization/search/pareto.hpp"
#include "optimization/search/run_search.hpp"

namespace {

using namespace optimization::search;

struct Function {
  const char* name;
  Problem problem;
  std::size_t evaluations;
};

template <class Value>
Problem problem_of(std::vector<Parameter> parameters, Value value, std::size_t objectives = 1) {
  return {.space = SearchSpace(std::move(parameters)),
          .directions = std::vector(objectives, Direction::minimize),
          .feasible = {},
          .evaluate = [value](std::span<const Point> points) {
            std::vector<Objectives> values;
            for (const auto& point : points) { values.push_back(value(point)); }
            return values;
          }};
}

template <class Domain>
std::vector<Parameter> same(std::size_t count, Domain domain) {
  std::vector<Parameter> parameters;
  for (std::size_t i = 0; i < count; ++i) { parameters.push_back({fmt::format("x{}", i), domain}); }
  return parameters;
}

Objectives rastrigin(const Point& point) {
  double sum = 0;
  for (const double x : point) { sum += 10 + x * x - 10 * std::cos(2 * std::numbers::pi * x); }
  return {sum};
}

Objectives rosenbrock(const Point& x) {
  double sum = 0;
  for (std::size_t i = 0; i + 1 < x.size(); ++i) {
    sum += 100 * (x[i + 1] - x[i] * x[i]) * (x[i + 1] - x[i] * x[i]) + (1 - x[i]) * (1 - x[i]);
  }
  return {sum};
}

// A plateau with ripples over six windows, as of an indicator strategy.
Objectives ripples(const Point& x) {
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double away = (x[i] - 20 - 12 * static_cast<double>(i)) / 20;
    sum += away * away + 0.3 * (1 - std::cos(x[i]));
  }
  return {sum};
}

Objectives zdt1(const Point& x) {
  double tail = 0;
  for (std::size_t i = 1; i < x.size(); ++i) { tail += x[i]; }
  const double g = 1 + 9 * tail / static_cast<double>(x.size() - 1);
  return {x[0], g * (1 - std::sqrt(x[0] / g))};
}

double quality(const Problem& problem, const SearchResult& result, const EvaluationLog& log) {
  if (problem.directions.size() == 1) { return log.objectives(result.best.at(0))[0]; }
  std::vector<Costs> front;
  for (const auto entry : result.best) {
    front.emplace_back(log.objectives(entry).begin(), log.objectives(entry).end());
  }
  const std::array reference{1.1, 1.1};
  return hypervolume(front, reference);
}

double median_over_seeds(const Function& function, Method method) {
  std::vector<double> found;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    SearchOptions options;
    options.method = method;
    options.seed = seed;
    options.budget.evaluations = function.evaluations;
    EvaluationLog log(function.problem.space.dimensions(), function.problem.directions.size());
    const auto result = run_search(function.problem, options, log);
    found.push_back(quality(function.problem, result, log));
  }
  std::sort(found.begin(), found.end());
  return (found[9] + found[10]) / 2;
}

}  // namespace

int main() {
  const std::array functions{
      Function{"rastrigin5", problem_of(same(5, Floats{-4, 6.24}), rastrigin), 500},
      Function{"rosenbrock5", problem_of(same(5, Floats{-5, 10}), rosenbrock), 1'000},
      Function{"ripples6", problem_of(same(6, Integers{2, 100, 1}), ripples), 500},
  };
  for (const auto& function : functions) {
    for (const auto method :
         {Method::random, Method::sobol, Method::tpe, Method::cma_es, Method::differential_evolution,
          Method::particle_swarm, Method::genetic, Method::pattern_search}) {
      fmt::print("{} {} {:.4g}\n", function.name, key_of(method), median_over_seeds(function, method));
    }
  }
  const Function front{"zdt1_10", problem_of(same(10, Floats{0, 1}), zdt1, 2), 5'000};
  for (const auto method : {Method::random, Method::nsga2}) {
    fmt::print("{} {} {:.4g}\n", front.name, key_of(method), median_over_seeds(front, method));
  }
  return EXIT_SUCCESS;
}
