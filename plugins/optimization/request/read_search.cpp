#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "optimization/request/request_parts.hpp"

namespace optimization {
namespace {

// The limits of payload_schema.json.
constexpr std::int64_t kMostEvaluations = 2'500'000;
constexpr std::uint64_t kMostCandidates = 100'000'000;    // of a grid, before any constraint
constexpr std::int64_t kMaxSeed = 9'007'199'254'740'991;  // what every JSON reader keeps exactly
constexpr std::int64_t kDefaultEvaluations = 1'000;
constexpr NumberRange kTargetRange{-1e15, 1e15};
constexpr std::array<std::string_view, 5> kSearchFields{"method", "evaluations", "seed", "patience", "target"};

// All of them are below; search::method_by_key knows each.
constexpr std::array kMethodKeys = std::to_array<std::string_view>(
    {"grid", "random", "latin_hypercube", "sobol", "tpe", "cma_es", "differential_evolution", "particle_swarm",
     "genetic", "nsga2", "pattern_search"});

void expect_levels(const PayloadReader& payload, const ParameterSpace& space) {
  for (const auto& axis : space.axes()) {
    if (!axis.values.empty()) { continue; }
    payload.refuse("parameters." + axis.name,
                   fmt::format("a grid needs levels, and {} to {} has none; give a step, a list, or another "
                               "search.method such as sobol",
                               axis.min, axis.max));
  }
}

// How many combinations a grid has before any constraint.
std::uint64_t grid_size(const PayloadReader& payload, const ParameterSpace& space) {
  expect_levels(payload, space);
  const auto size = space.search_space().size();
  if (!size || *size > kMostCandidates) {
    payload.refuse(
        "parameters",
        fmt::format("the ranges span more than {} combinations before the constraint; narrow them, raise "
                    "step or use another search.method such as sobol",
                    kMostCandidates),
        "too_many_combinations");
  }
  return *size;
}

// A grid ends when every combination was tried, never before.
void expect_no_budget(const PayloadReader& reader, const SearchChoice& search, bool limited) {
  const auto* const field = limited                            ? "evaluations"
                            : search.budget.patience > 0       ? "patience"
                            : search.budget.target.has_value() ? "target"
                                                               : nullptr;
  if (field == nullptr) { return; }
  reader.refuse(field,
                "a grid tries every combination; leave it out or choose another search.method such as random");
}

}  // namespace

SearchChoice read_search(const PayloadReader& payload, const ParameterSpace& space) {
  const auto reader = payload.object_or_empty("search");
  reader.expect_only(kSearchFields, "search");
  SearchChoice search;
  search.method = *search::method_by_key(reader.choice_or("method", kMethodKeys, "grid"));
  const auto evaluations = reader.optional_integer("evaluations", 1, kMostEvaluations);
  const auto all = search.method == search::Method::grid ? grid_size(payload, space) : kDefaultEvaluations;
  search.budget.evaluations = evaluations ? static_cast<std::size_t>(*evaluations) : all;
  search.seed = static_cast<std::uint64_t>(reader.integer_or("seed", 0, kMaxSeed, 1));
  search.budget.patience = static_cast<std::size_t>(reader.integer_or("patience", 0, kMostEvaluations, 0));
  search.budget.target = reader.optional_number("target", kTargetRange);
  if (search.method == search::Method::grid) { expect_no_budget(reader, search, evaluations.has_value()); }
  return search;
}

}  // namespace optimization
