// The figures that follow from a segment of a combination's account, and how folds are put together of segments.
// Pure functions, any thread.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "quant/statistics/conventions.hpp"
#include "quant/statistics/metrics.hpp"
#include "quant/sweep/bar_range.hpp"
#include "quant/sweep/segment.hpp"

namespace quant {

// Whether figure_of knows it. All others need the equity curve or every trade.
bool follows_from_segment(Metric metric, const Conventions& conventions);
// Whether figure_of looks at the figures of trades.
bool needs_trade_figures(Metric metric);

struct FigureInput {
  Segment segment;
  TradeFigures trades;
  std::size_t bars = 0;
  double cash = 1;  // of the account at the start of all bars
  double fee = 0;   // fraction of the traded value
  double periods_per_year = 0;
  double buy_hold_return = 0;
};
double figure_of(Metric metric, const FigureInput& input);

// All bars and the folds, as runs of the segments between all their borders.
class RangeCuts {
 public:
  RangeCuts(std::size_t bars, std::span<const BarRange> folds);
  [[nodiscard]] std::span<const std::uint32_t> cuts() const { return cuts_; }  // AccountTerms::cuts
  [[nodiscard]] std::span<const BarRange> ranges() const { return ranges_; }   // all bars, then the folds
  [[nodiscard]] BarRange segments_of(std::size_t range) const { return segments_[range]; }

 private:
  std::vector<BarRange> ranges_;
  std::vector<std::uint32_t> cuts_;
  std::vector<BarRange> segments_;
};

}  // namespace quant
