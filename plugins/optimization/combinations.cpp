#include "optimization/combinations.hpp"

#include <fmt/format.h>

#include "jobhost/plugin.hpp"

namespace optimization {
namespace {

constexpr std::uint64_t kCandidatesPerCheck = 100'000;

std::uint64_t candidate_count(std::span<const ParameterRange> ranges) {
  std::uint64_t candidates = 1;
  for (const auto& range : ranges) {
    // Counts are below 2^32 and the product so far is at most kMaxCandidates: no overflow.
    candidates *= range.count();
    if (candidates > kMaxCandidates) {
      throw jobhost::JobError(fmt::format("parameters: the ranges span more than {} combinations before the "
                                          "constraint; narrow them or raise step",
                                          kMaxCandidates),
                              "too_many_combinations");
    }
  }
  return candidates;
}

// The next combination in grid order; wraps around after the last.
void advance(std::vector<std::uint32_t>& values, std::span<const ParameterRange> ranges) {
  for (std::size_t i = ranges.size(); i-- > 0;) {
    const auto& range = ranges[i];
    if (range.max - values[i] >= range.step) {
      values[i] += range.step;
      return;
    }
    values[i] = range.min;
  }
}

// The inverse of candidate_of.
std::vector<std::uint32_t> values_of(std::span<const ParameterRange> ranges, std::uint64_t candidate) {
  std::vector<std::uint32_t> values(ranges.size());
  for (std::size_t i = ranges.size(); i-- > 0;) {
    const auto step = static_cast<std::uint32_t>(candidate % ranges[i].count());
    values[i] = ranges[i].min + step * ranges[i].step;
    candidate /= ranges[i].count();
  }
  return values;
}

void check_count(std::uint64_t allowed, std::uint64_t candidates) {
  if (allowed == 0) {
    throw jobhost::JobError(fmt::format("constraint: it excludes all {} combinations of the parameter ranges; "
                                        "widen the ranges or change the constraint",
                                        candidates),
                            "no_combinations");
  }
  if (allowed > kMaxCombinations) {
    throw jobhost::JobError(fmt::format("parameters: {} combinations are over the limit of {}; narrow the ranges, "
                                        "raise step or add a constraint",
                                        allowed, kMaxCombinations),
                            "too_many_combinations");
  }
}

}  // namespace

Combinations enumerate(std::span<const ParameterRange> ranges, const Constraint& constraint, Observer& observer) {
  Combinations result;
  std::vector<std::uint32_t> values;
  for (const auto& range : ranges) {
    result.names.push_back(range.name);
    values.push_back(range.min);
  }
  const std::uint64_t candidates = candidate_count(ranges);
  std::uint64_t allowed = 0;
  for (std::uint64_t i = 0; i < candidates; ++i, advance(values, ranges)) {
    if (i % kCandidatesPerCheck == 0) { observer.throw_if_cancelled(); }
    if (!constraint.allows(values)) { continue; }
    ++allowed;
    // Counted on, so that the message can say how many there are.
    if (allowed <= kMaxCombinations) { result.values.insert(result.values.end(), values.begin(), values.end()); }
  }
  check_count(allowed, candidates);
  return result;
}

std::uint64_t candidate_of(std::span<const ParameterRange> ranges, std::span<const std::uint32_t> values) {
  std::uint64_t candidate = 0;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    candidate = candidate * ranges[i].count() + (values[i] - ranges[i].min) / ranges[i].step;
  }
  return candidate;
}

Combinations enumerate_between(std::span<const ParameterRange> ranges, const Constraint& constraint,
                               std::uint64_t first, std::uint64_t last, Observer& observer) {
  Combinations result;
  for (const auto& range : ranges) { result.names.push_back(range.name); }
  auto values = values_of(ranges, first);
  for (std::uint64_t i = first; i <= last; ++i, advance(values, ranges)) {
    if (i % kCandidatesPerCheck == 0) { observer.throw_if_cancelled(); }
    if (constraint.allows(values)) { result.values.insert(result.values.end(), values.begin(), values.end()); }
  }
  return result;
}

}  // namespace optimization
