// The grid: every combination of parameter values that the constraint allows, in grid order (the last parameter
// changes fastest), which is also the order of rows in the artifact and the one that decides ties.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "optimization/constraint.hpp"
#include "optimization/observer.hpp"

namespace optimization {

// min, min + step, ... not beyond max; min <= max, step >= 1.
struct ParameterRange {
  std::string name{};
  std::uint32_t min = 1;
  std::uint32_t max = 1;
  std::uint32_t step = 1;
  [[nodiscard]] std::uint64_t count() const { return (max - min) / step + std::uint64_t{1}; }
};

// What fits a job: 2,500,000 combinations take about 500 MB with their CSV (2..2000 by 2..2000 with fast < slow has
// 1,997,001). Candidates are looked at one by one before the constraint, some nanoseconds each.
inline constexpr std::uint64_t kMaxCombinations = 2'500'000;
inline constexpr std::uint64_t kMaxCandidates = 100'000'000;

struct Combinations {
  std::vector<std::string> names;
  std::vector<std::uint32_t> values;  // names.size() per combination, in the order of names
  [[nodiscard]] std::size_t size() const { return values.size() / names.size(); }
  [[nodiscard]] std::span<const std::uint32_t> at(std::size_t index) const {
    return std::span(values).subspan(index * names.size(), names.size());
  }
};

// Throws JobError("too_many_combinations") beyond a limit, JobError("no_combinations") when the constraint leaves
// none.
Combinations enumerate(std::span<const ParameterRange> ranges, const Constraint& constraint, Observer& observer);

// A candidate's number in grid order, before the constraint; from 0.
std::uint64_t candidate_of(std::span<const ParameterRange> ranges, std::span<const std::uint32_t> values);

// The part of enumerate() between two candidates, both included.
Combinations enumerate_between(std::span<const ParameterRange> ranges, const Constraint& constraint,
                               std::uint64_t first, std::uint64_t last, Observer& observer);

}  // namespace optimization
