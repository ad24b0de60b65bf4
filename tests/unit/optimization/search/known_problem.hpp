// Problems whose optimum is known, and how often they were evaluated.
#pragma once

#include <cmath>
#include <set>

#include "optimization/search/run_search.hpp"

namespace optimization::search {

inline Problem whole_number_problem(std::int64_t min, std::int64_t max) {
  return {.space = SearchSpace({{"x", Integers{min, max, 1}}, {"y", Integers{min, max, 1}}}),
          .directions = {Direction::minimize},
          .feasible = {},
          .evaluate = {}};
}

// (x - 7)^2 + (y + 3)^2 over whole numbers; 0 at (7, -3).
inline Problem sphere() {
  auto problem = whole_number_problem(-50, 50);
  problem.evaluate = [](std::span<const Point> points) {
    std::vector<Objectives> values;
    for (const auto& point : points) {
      values.push_back({(point[0] - 7) * (point[0] - 7) + (point[1] + 3) * (point[1] + 3)});
    }
    return values;
  };
  return problem;
}

// Rastrigin's function of two continuous parameters in -5.12 .. 5.12: 0 at the origin, with many local minima.
inline Problem rastrigin() {
  Problem problem{.space = SearchSpace({{"x", Floats{-5.12, 5.12}}, {"y", Floats{-5.12, 5.12}}}),
                  .directions = {Direction::minimize},
                  .feasible = {},
                  .evaluate = {}};
  problem.evaluate = [](std::span<const Point> points) {
    std::vector<Objectives> values;
    for (const auto& point : points) {
      double sum = 20;
      for (const double x : point) { sum += x * x - 10 * std::cos(2 * 3.14159265358979323846 * x); }
      values.push_back({sum});
    }
    return values;
  };
  return problem;
}

// ZDT1 (Zitzler, Deb, Thiele 2000) with three parameters: the front is f2 = 1 - sqrt(f1), at x2 = x3 = 0.
inline Problem zdt1() {
  Problem problem{.space = SearchSpace({{"a", Floats{0, 1}}, {"b", Floats{0, 1}}, {"c", Floats{0, 1}}}),
                  .directions = {Direction::minimize, Direction::minimize},
                  .feasible = {},
                  .evaluate = {}};
  problem.evaluate = [](std::span<const Point> points) {
    std::vector<Objectives> values;
    for (const auto& point : points) {
      const double g = 1 + 9 * (point[1] + point[2]) / 2;
      values.push_back({point[0], g * (1 - std::sqrt(point[0] / g))});
    }
    return values;
  };
  return problem;
}

}  // namespace optimization::search
