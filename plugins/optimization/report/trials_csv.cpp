#include "optimization/report/trials_csv.hpp"

#include <fmt/format.h>

#include "quant_job/csv_numbers.hpp"
#include "quant_job/metric_kinds.hpp"

namespace optimization {
namespace {

constexpr std::size_t kRowsPerLook = 10'000;
constexpr std::size_t kUsualCellBytes = 13;  // on the S&P 500; only saves the string from growing

class TrialsCsv {
 public:
  explicit TrialsCsv(const ReportInput& input) : space_(input.request.space), trials_(input.outcome.trials) {
    for (const auto metric : trials_.metrics()) { counts_.push_back(quant_job::is_count(metric)); }
    csv_.reserve((trials_.size() + 1) * kUsualCellBytes * (space_.axes().size() + counts_.size()));
  }

  void add_header() {
    for (const auto& axis : space_.axes()) { csv_ += axis.name + ','; }
    for (const auto metric : trials_.metrics()) { csv_.append(key_of(metric)).append(1, ','); }
    end_line();
  }

  void add_row(std::size_t trial) {
    const auto point = trials_.point(trial);
    for (std::size_t axis = 0; axis < point.size(); ++axis) {
      add_cell(space_.value(point, axis), space_.axes()[axis].whole);
    }
    const auto figures = trials_.figures(trial);
    for (std::size_t i = 0; i < figures.size(); ++i) { add_cell(figures[i], counts_[i]); }
    end_line();
  }

  std::string take() { return std::move(csv_); }

 private:
  void add_cell(double value, bool whole) {
    whole ? quant_job::append_whole(csv_, value) : quant_job::append_number(csv_, value);
    csv_ += ',';
  }
  void end_line() { csv_.back() = '\n'; }  // in place of the last comma

  const ParameterSpace& space_;
  const TrialTable& trials_;
  std::vector<bool> counts_;
  std::string csv_;
};

}  // namespace

std::string trials_csv(const ReportInput& input, Observer& observer) {
  TrialsCsv csv(input);
  csv.add_header();
  const auto rows = input.outcome.trials.size();
  for (std::size_t row = 0; row < rows; ++row) {
    if (row % kRowsPerLook == 0) {
      observer.throw_if_cancelled();
      observer.progress(static_cast<double>(row) / static_cast<double>(rows),
                        fmt::format("writing {} rows of combinations.csv", rows));
    }
    csv.add_row(row);
  }
  return csv.take();
}

}  // namespace optimization
