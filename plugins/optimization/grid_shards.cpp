#include "optimization/grid_shards.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace optimization {
namespace {

std::uint64_t divide_up(std::uint64_t number, std::uint64_t by) {
  return (number + by - 1) / by;
}

}  // namespace

std::vector<GridShard> cut_grid(const Combinations& combinations, std::span<const ParameterRange> ranges,
                                std::size_t bars, std::uint64_t shard_work) {
  const std::uint64_t size = combinations.size();
  const std::uint64_t work = size * bars;  // at most 2.5e6 x 2^32
  if (shard_work == 0 || work / shard_work < kFewestShards) { return {}; }
  const auto by_work = std::min(divide_up(work, shard_work), kMostShards);
  const auto count = std::min(std::max(by_work, divide_up(size, kMostCombinationsInShard)), size);
  std::vector<GridShard> shards;
  for (std::uint64_t i = 0; i < count; ++i) {
    const auto begin = size * i / count;
    const auto end = size * (i + 1) / count;
    shards.push_back({.first = candidate_of(ranges, combinations.at(begin)),
                      .last = candidate_of(ranges, combinations.at(end - 1))});
  }
  return shards;
}

nlohmann::json to_json(const GridShard& shard) {
  return {{"first", shard.first}, {"last", shard.last}, {"series_version", shard.series_version}};
}

GridShard grid_shard_from_json(const nlohmann::json& json) {
  return {.first = json.at("first").get<std::uint64_t>(),
          .last = json.at("last").get<std::uint64_t>(),
          .series_version = json.at("series_version").get<std::int64_t>()};
}

}  // namespace optimization
