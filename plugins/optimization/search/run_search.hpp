// Runs one search: asks a method for points, takes known answers from the log, evaluates the rest, watches the
// budget. Called by the job on its own thread; what evaluate does with threads is the caller's business.
// Deterministic: the same problem, options and objectives give the same trials in the same order, also when the log
// already holds part of them (resume), so the final log has the same bytes.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "optimization/search/evaluation_log.hpp"
#include "optimization/search/problem.hpp"

namespace optimization::search {

enum class Method {
  grid,
  random,
  latin_hypercube,
  sobol,
  tpe,
  cma_es,
  differential_evolution,
  particle_swarm,
  genetic,
  nsga2,
  pattern_search,
};

std::string_view key_of(Method method);
std::optional<Method> method_by_key(std::string_view key);
// grid, random, latin_hypercube, sobol and nsga2; the others optimize exactly one objective.
bool takes_several_objectives(Method method);

struct SearchProgress {
  std::size_t trials;             // so far, of budget.evaluations
  std::size_t evaluated;          // of these, not answered from the log
  std::vector<std::size_t> best;  // as SearchResult::best
};

struct SearchOptions {
  Method method = Method::grid;
  std::uint64_t seed = 0;
  Budget budget;
  std::size_t batch = 64;      // points per call of evaluate where the method leaves it open
  std::optional<Point> start;  // a good point, if one is known
  std::function<void(const SearchProgress&)> on_progress;  // after each batch; may throw to end the search
};

enum class StopReason { budget, patience, target, exhausted };

struct SearchResult {
  std::vector<std::size_t> trials;  // positions in the log, in the order of the search; no point twice
  // Of the best, the earliest of equals; several objectives: every point that no other dominates. Empty when no
  // point has a value for all objectives.
  std::vector<std::size_t> best;
  StopReason stopped = StopReason::budget;  // exhausted: every allowed point was tried
  std::size_t evaluated = 0;                // trials that the log did not hold
};

// Throws std::invalid_argument that names the field, the value and the fix: bad options, a method that cannot take
// the space or the objectives, no point that the constraint allows, a log of another shape, objectives of the wrong
// number.
SearchResult run_search(const Problem& problem, const SearchOptions& options, EvaluationLog& log);

}  // namespace optimization::search
