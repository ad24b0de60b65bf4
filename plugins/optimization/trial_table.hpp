// Every trial of a job: the point that was tried and its figures over all bars. One row a trial, in the order of
// evaluation. One thread.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "quant/statistics/metrics.hpp"

namespace optimization {

class TrialTable {
 public:
  TrialTable(std::size_t axes, std::vector<quant::Metric> metrics) : axes_(axes), metrics_(std::move(metrics)) {}

  [[nodiscard]] std::size_t size() const noexcept {
    return metrics_.empty() ? 0 : figures_.size() / metrics_.size();
  }
  [[nodiscard]] std::span<const double> point(std::size_t trial) const {
    return std::span(points_).subspan(trial * axes_, axes_);
  }
  [[nodiscard]] std::span<const quant::Metric> metrics() const noexcept { return metrics_; }
  // In the order of metrics(); NaN: no value.
  [[nodiscard]] std::span<const double> figures(std::size_t trial) const {
    return std::span(figures_).subspan(trial * metrics_.size(), metrics_.size());
  }
  // NaN for a metric that is not in metrics().
  [[nodiscard]] double value(std::size_t trial, quant::Metric metric) const;
  // One value a trial.
  [[nodiscard]] std::vector<double> column(quant::Metric metric) const;

  // Leaves the best `count` by this metric, in their order; of equals the first.
  void keep_best(quant::Metric metric, std::size_t count);
  void append(std::span<const double> point, std::span<const double> figures);
  void reserve(std::size_t trials);

 private:
  std::size_t axes_;
  std::vector<quant::Metric> metrics_;
  std::vector<double> points_, figures_;
};

}  // namespace optimization
