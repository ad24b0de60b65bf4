// The problem that a search solves, and how long it may take. Plain data and callbacks of the caller; the search
// knows neither bars nor jobs. Callbacks run on the thread that called run_search.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "optimization/search/search_space.hpp"

namespace optimization::search {

enum class Direction { minimize, maximize };

// One value per objective, as the caller measures them; NaN or infinite: no value, which is worse than any value.
using Objectives = std::vector<double>;

struct Problem {
  SearchSpace space;
  std::vector<Direction> directions;  // one per objective, at least one
  // The constraint; empty allows every point. Must be pure and cheap: it is asked far more often than evaluate.
  std::function<bool(const Point&)> feasible;
  // Objectives of each point, in the order given. Must depend on the point alone; may use any number of threads. An
  // exception it throws ends the search; what was evaluated before is in the log.
  std::function<std::vector<Objectives>(std::span<const Point>)> evaluate;
};

struct Budget {
  std::size_t evaluations = 1'000;  // of distinct points; never exceeded
  // Ends the search when so many evaluations in a row brought no improvement (a better best; for several objectives
  // a point that no earlier one dominates). Looked at after each batch. 0: never.
  std::size_t patience = 0;
  std::optional<double> target;  // ends it when the best is at least as good; one objective only
};

}  // namespace optimization::search
