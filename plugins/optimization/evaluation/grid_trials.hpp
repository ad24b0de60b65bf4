// Every point of a finite space that the constraint allows, in grid order (the last parameter changes fastest),
// worked through in batches that share indicator rows. A shard works on a stretch of the grid. Deterministic.
#pragma once

#include <cstdint>
#include <vector>

#include "optimization/evaluation/evaluator.hpp"
#include "optimization/evaluation/trial_set.hpp"
#include "optimization/judgement/range_plan.hpp"

namespace optimization {

// Candidates are points before the constraint, numbered in grid order from 0.
struct CandidateRange {
  std::uint64_t first = 0;
  std::uint64_t last = 0;  // included
};

// More are refused: no job needs as many, and they would be looked at one by one.
inline constexpr std::uint64_t kMostCandidates = 1'000'000'000;
// Trials whose figures are all kept, in about 400 MB with their CSV. A larger grid is streamed: the best so many
// are kept.
inline constexpr std::size_t kMostTrials = 2'500'000;

// How many candidates a grid has. Throws JobError("too_many_combinations") beyond kMostCandidates.
std::uint64_t candidates_of(const Request& request);
// How many of them the constraint allows. Throws JobError("no_combinations") for none, naming the constraint.
std::size_t count_trials(const Request& request, Observer& observer);

// Where to cut the grid so that each piece has `trials` trials (the last one fewer); the candidates at both ends of
// a piece are trials.
std::vector<CandidateRange> cut_grid(const Request& request, std::size_t trials, Observer& observer);

struct GridJob {
  const Request& request;
  const quant_job::MarketData& data;
  const RangePlan& plan;
  Observer& observer;
  std::size_t trials = 0;  // in `range`, for progress and memory
  std::size_t kept = kMostTrials;
};
TrialSet evaluate_grid(const GridJob& job, CandidateRange range);

}  // namespace optimization
