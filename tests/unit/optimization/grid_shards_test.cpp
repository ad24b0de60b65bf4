#include "optimization/grid_shards.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "unit/optimization/recording_observer.hpp"

namespace optimization {
namespace {

class GridShards : public testing::Test {
 protected:
  GridShards() : all_(enumerate(ranges_, constraint_, observer_)) {}

  RecordingObserver observer_;
  std::vector<ParameterRange> ranges_{{.name = "fast", .min = 2, .max = 30, .step = 3},
                                      {.name = "slow", .min = 5, .max = 60, .step = 5}};
  Constraint constraint_{"fast < slow", std::vector<std::string>{"fast", "slow"}};
  Combinations all_;
};

TEST_F(GridShards, AllShardsTogetherAreTheGrid) {
  for (const std::uint64_t work : {200U, 1'000U, 2'000U}) {
    const auto shards = cut_grid(all_, ranges_, 100, work);
    ASSERT_GE(shards.size(), 4U);
    std::vector<std::uint32_t> values;
    for (const auto& shard : shards) {
      const auto part = enumerate_between(ranges_, constraint_, shard.first, shard.last, observer_);
      EXPECT_EQ(part.names, all_.names);
      EXPECT_GT(part.size(), 0U);
      values.insert(values.end(), part.values.begin(), part.values.end());
    }
    EXPECT_EQ(values, all_.values);
  }
}

TEST_F(GridShards, AGridWithLittleWorkIsNotCut) {
  const auto work = all_.size() * 100;
  EXPECT_TRUE(cut_grid(all_, ranges_, 100, work / 4 + 1).empty());
  EXPECT_EQ(cut_grid(all_, ranges_, 100, work / 4).size(), 4U);
  EXPECT_TRUE(cut_grid(all_, ranges_, 100, 0).empty());
}

TEST_F(GridShards, ThereAreNeverMoreShardsThanTheLimitOrThanCombinations) {
  EXPECT_EQ(cut_grid(all_, ranges_, 100'000, 1'000).size(), 64U);
  Combinations few = all_;
  few.values.resize(2 * 5);
  EXPECT_EQ(cut_grid(few, ranges_, 100'000, 1'000).size(), 5U);
}

TEST_F(GridShards, AShardSurvivesJson) {
  const GridShard shard{.first = 7, .last = 99'999'999, .series_version = 3};
  const auto back = grid_shard_from_json(to_json(shard));
  EXPECT_EQ(back.first, 7U);
  EXPECT_EQ(back.last, 99'999'999U);
  EXPECT_EQ(back.series_version, 3);
}

}  // namespace
}  // namespace optimization
