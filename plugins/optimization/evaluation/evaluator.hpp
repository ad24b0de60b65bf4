// Figures of points of a search, over all bars and over the folds of a validation. One symbol: the fast sweep.
// Several: a backtest of the shared account for each point. Deterministic; runs on the caller's thread and
// `threads` - 1 more.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "optimization/observer.hpp"
#include "optimization/outcome.hpp"
#include "optimization/request/request.hpp"
#include "quant/strategy/expression_graph.hpp"
#include "quant/sweep/sweep.hpp"

namespace optimization {

// Borrows everything; they outlive the evaluator.
struct EvaluationSetup {
  const Request& request;
  const quant_job::MarketData& data;
  std::vector<quant::BarRange> folds;
  std::size_t threads = 1;
};

// The metrics that a job needs of every trial: the four of every result, the objectives, those with a limit.
std::vector<quant::Metric> metrics_of(const Request& request);

class Evaluator {
 public:
  explicit Evaluator(EvaluationSetup setup);

  // By point; range 0 is all bars, then the folds; metrics as metrics_of. progress gets the fraction of this call
  // and may throw to stop. Throws JobError("bad_parameters") when an indicator refuses a value, naming it.
  quant::SweepTable evaluate(std::span<const search::Point> points, const std::function<void(double)>& progress);

  // Points so far that have a window which does not fit the bars: those make no trade.
  [[nodiscard]] std::size_t windows_too_long() const noexcept { return windows_too_long_; }
  // The longest window of the point with the shortest; only meaningful when all were too long.
  [[nodiscard]] std::size_t shortest_warm_up() const noexcept { return shortest_warm_up_; }

 private:
  [[nodiscard]] quant::ExpressionGraph bind(std::span<const search::Point> points) const;
  void count_long_windows(const quant::ExpressionGraph& graph);

  const EvaluationSetup setup_;
  const std::vector<quant::Metric> metrics_;
  std::size_t windows_too_long_ = 0;
  std::size_t shortest_warm_up_ = SIZE_MAX;
};

}  // namespace optimization
