// One call of sweep(): what all combinations share, and the work on them group by group. Caller's thread, which
// starts others inside run().
#pragma once

#include <atomic>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "quant/indicators/moving_average.hpp"
#include "quant/sweep/combination_groups.hpp"
#include "quant/sweep/cross_pattern.hpp"
#include "quant/sweep/cross_sweep.hpp"
#include "quant/sweep/exact_rows.hpp"
#include "quant/sweep/node_values.hpp"
#include "quant/sweep/parallel_ranges.hpp"
#include "quant/sweep/position_walk.hpp"
#include "quant/sweep/sweep.hpp"
#include "quant/sweep/sweep_figures.hpp"

namespace quant {

class SweepRun {
 public:
  SweepRun(const BarsView& bars, const ExpressionGraph& graph, const ExecutionModel& model,
           const SweepOptions& options);
  SweepTable run();

 private:
  // A combination for cross_sweep.hpp.
  struct Crossing {
    std::size_t combination;
    CrossNodes nodes;
  };
  // The rows that crossings compare: an average that is made where it is needed, or a node's row.
  struct RowSource {
    NodeId node;
    std::optional<ColumnAverage> average;
    std::uint32_t first_valid;
  };
  struct CrossingRows {
    std::vector<RowSource> sources;
    std::vector<std::uint32_t> first_valid;
    std::vector<CrossPair> pairs;
  };

  // What a thread keeps from one combination to the next.
  struct Worker {
    explicit Worker(std::size_t bars) : decisions(bars), memory(bars) {}
    Decisions decisions;
    std::optional<std::array<NodeId, 4>> settled;  // roots that `decisions` are of
    StopMemory memory;
    std::vector<Segment> segments;
    std::vector<TradeFigures> figures;
  };

  void needs_of(std::size_t combination, std::vector<NodeId>& nodes) const;
  void run_group(const CombinationGroup& group);
  std::vector<Crossing> crossings_in(const CombinationGroup& group, std::vector<std::size_t>& others) const;
  CrossingRows rows_of(std::span<const Crossing> crossings);
  RowSource source_of(NodeId node);
  void fill_row(const RowSource& source, std::size_t begin, std::span<double> out) const;
  // Gives back those whose rows have gaps.
  std::vector<std::size_t> run_crossings(std::vector<Crossing> crossings);
  void run_crossing_part(std::span<const Crossing> crossings, const CrossingRows& rows, const WorkRange& part);
  void run_others(std::span<const std::size_t> combinations);
  void run_one(std::size_t combination, Worker& worker);
  void settle(const Combination& combination, Worker& worker) const;
  void run_exactly(std::size_t combination);
  void write(std::size_t combination, std::span<const Segment> segments, std::span<const TradeFigures> figures);
  void report(std::size_t worker, double combinations_more);

  // Constant after construction.
  const BarsView bars_;
  const ExpressionGraph& graph_;
  const ExecutionModel& model_;
  const SweepOptions& options_;
  const bool fast_;
  const bool with_trade_figures_;
  const RangeCuts cuts_;
  std::unique_ptr<const PriceTables> prices_;
  std::unique_ptr<const StopSearch> stops_;
  std::optional<AccountTerms> account_;
  std::vector<std::optional<CrossNodes>> crossing_of_;

  NodeValues values_;
  std::map<NodeId, MovingAverages> averages_;  // by column
  SweepTable table_;
  std::size_t done_ = 0;  // combinations of earlier groups and steps
  std::atomic<std::size_t> done_now_{0};
  std::atomic<std::size_t> exact_runs_{0};
};

}  // namespace quant
