// How strategies of a leaderboard changed places over time; rank 1 is at the top. Called by leaderboard. Pure
// function, any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "quant/charts/chart.hpp"

namespace quant {

struct RankHistory {
  std::string strategy;
  std::span<const double> ranks;  // one a date, from 1; NaN: not ranked then
};

struct RankChart {
  std::span<const std::int64_t> time;   // of each ranking, microseconds since 1970, UTC
  std::vector<RankHistory> strategies;  // in any order
  std::size_t max_strategies = 8;       // those ranked best last; as many as there are colours
};

// Of more than max_points rankings every k-th is drawn, and the last. Throws std::invalid_argument when lengths
// differ.
nlohmann::json rank_chart(const RankChart& input, const ChartOptions& options = {});

}  // namespace quant
