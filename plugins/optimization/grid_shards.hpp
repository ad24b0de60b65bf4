// How a grid is cut into shards: each is a range of combinations in grid order, named by its first and last
// candidate, so that whoever runs it lists only that part of the grid. Pure functions.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <vector>

#include "optimization/combinations.hpp"

namespace optimization {

// Work is combinations x bars. 1e9 is about a quarter of a second of one core (1,997,001 combinations on 5,031
// bars, 1.0e10, take 2.5 s): long beside what a shard costs by itself, which is a commit and a row of bars, some
// milliseconds.
inline constexpr std::uint64_t kShardWork = 1'000'000'000;
// A grid of less than so many shards' work is not cut: a second is not worth a plan, a merge and their commits.
inline constexpr std::uint64_t kFewestShards = 4;
inline constexpr std::uint64_t kMostShards = 64;
// A partial has 38 bytes for each: 7.6 MB, well below max_output's default.
inline constexpr std::uint64_t kMostCombinationsInShard = 200'000;

struct GridShard {
  std::uint64_t first = 0;  // candidates, both included
  std::uint64_t last = 0;
  std::int64_t series_version = 0;  // of the bars that the plan saw
};

// Nothing when the work is not worth it. shard_work 0: never.
std::vector<GridShard> cut_grid(const Combinations& combinations, std::span<const ParameterRange> ranges,
                                std::size_t bars, std::uint64_t shard_work);

nlohmann::json to_json(const GridShard& shard);
GridShard grid_shard_from_json(const nlohmann::json& json);

}  // namespace optimization
