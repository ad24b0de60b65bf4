// What is shown of a job while it runs: how many trials, the best so far, and a heat map of the objective over two
// parameters. add() is called for every trial on the thread of the computation and takes a few nanoseconds; text()
// whenever the host wants to see it. Not thread-safe. Borrows the space.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "optimization/request/parameter_space.hpp"
#include "quant/statistics/metrics.hpp"

namespace optimization {

inline constexpr std::size_t kMostLiveCells = 20;  // along each side
inline constexpr std::size_t kMostLiveBytes = 8'000;

class LiveReport {
 public:
  LiveReport(const ParameterSpace& space, quant::Metric objective);

  // objective: NaN when the trial has no value of it. Of equals the first is the best.
  void add(std::span<const double> point, double objective) noexcept;

  [[nodiscard]] std::uint64_t trials() const noexcept { return trials_; }

  // "best sharpe 0.5956 at fast 11, slow 75"; empty before a trial has a value.
  [[nodiscard]] std::string best_text() const;
  // Compact JSON of at most kMostLiveBytes:
  //   {"trials": n, "of": n or null, "best": {"parameters": {...}, "objective": x} or null,
  //    "heat_map": {"objective": key, "x": name, "y": name, "x_labels": [...], "y_labels": [...], "cells":
  //    [[...]]}}
  // cells[row of y][column of x] is the best objective there, null before a trial has one. heat_map is null when
  // fewer than two parameters vary, and when the names are so long that all of it would be too much. of: trials
  // that there will be, if known.
  [[nodiscard]] std::string text(std::optional<std::uint64_t> of) const;

 private:
  // The values of an axis in at most kMostLiveCells bins: neighbouring levels, or equal widths of a continuous
  // axis.
  struct Bins {
    std::size_t axis = 0;
    std::uint32_t count = 0;
    std::uint32_t group = 1;       // levels a bin; 0: continuous
    double low = 0, per_unit = 0;  // continuous: bins a unit, of the logarithm on a logarithmic scale
    bool logarithmic = false;
    [[nodiscard]] std::uint32_t of(double coordinate) const noexcept;
  };
  static Bins bins_of(const ParameterSpace& space, std::size_t axis);
  static std::string label_of(const Axis& axis, const Bins& bins, std::uint32_t bin);

  const ParameterSpace& space_;
  const quant::Metric objective_;
  const double sign_;  // scores are larger when better
  std::uint64_t trials_ = 0;
  bool has_best_ = false;
  double best_score_ = 0;
  std::vector<double> best_point_;
  std::optional<Bins> x_, y_;
  std::vector<double> cells_;  // row by row of y: the best score, NaN before there is one
};

}  // namespace optimization
