#include "optimization/evaluation/trial_set.hpp"

#include <cmath>
#include <cstring>
#include <span>
#include <stdexcept>

#include "quant_job/base64.hpp"

namespace optimization {
namespace {

void append(std::string& bytes, std::span<const double> values) {
  bytes.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
}
void append(std::string& bytes, double value) {
  append(bytes, std::span(&value, 1));
}

// Takes doubles off the front of the bytes of a partial.
class Reading {
 public:
  explicit Reading(std::string_view bytes) : bytes_(bytes) {}
  double next() {
    double value = 0;
    if (bytes_.size() < sizeof value) { throw std::runtime_error("a partial is cut off"); }
    std::memcpy(&value, bytes_.data(), sizeof value);
    bytes_.remove_prefix(sizeof value);
    return value;
  }
  std::size_t next_count() { return static_cast<std::size_t>(next()); }
  std::vector<double> next(std::size_t count) {
    std::vector<double> values(count);
    for (auto& value : values) { value = next(); }
    return values;
  }
  [[nodiscard]] bool at_end() const { return bytes_.empty(); }

 private:
  std::string_view bytes_;
};

void append_fold(std::string& bytes, const FoldOutcome& fold) {
  append(bytes, static_cast<double>(fold.point.size()));
  append(bytes, fold.point);
  for (const double value : {fold.in_sample, fold.out_of_sample, fold.in_sample_return, fold.out_of_sample_return,
                             fold.out_of_sample_trades}) {
    append(bytes, value);
  }
}

FoldOutcome read_fold(Reading& reading, const quant::Split& split) {
  FoldOutcome fold{.split = split};
  const auto size = reading.next_count();
  if (size > 1'000) { throw std::runtime_error("a partial has a fold that is none"); }
  fold.point = reading.next(size);
  for (auto* value : {&fold.in_sample, &fold.out_of_sample, &fold.in_sample_return, &fold.out_of_sample_return,
                      &fold.out_of_sample_trades}) {
    *value = reading.next();
  }
  return fold;
}

}  // namespace

void RunningMoments::add(double value) noexcept {
  if (!std::isfinite(value)) { return; }
  count += 1;
  const double difference = value - mean;
  mean += difference / count;
  squares += difference * (value - mean);
}

void RunningMoments::join(const RunningMoments& other) noexcept {
  if (other.count == 0) { return; }
  const double both = count + other.count;
  const double difference = other.mean - mean;
  squares += other.squares + difference * difference * count * other.count / both;
  mean += difference * other.count / both;
  count = both;
}

double RunningMoments::variance() const noexcept {
  return count < 2 ? std::nan("") : squares / (count - 1);
}

void join(TrialSet& set, const TrialSet& later, quant::Metric objective) {
  for (std::size_t i = 0; i < later.trials.size(); ++i) {
    set.trials.append(later.trials.point(i), later.trials.figures(i));
  }
  set.evaluated += later.evaluated;
  set.sharpe.join(later.sharpe);
  set.windows_too_long += later.windows_too_long;
  set.shortest_warm_up = std::min(set.shortest_warm_up, later.shortest_warm_up);
  for (std::size_t i = 0; i < later.folds.size(); ++i) {
    if (set.folds.size() <= i) {
      set.folds.push_back(later.folds[i]);
    } else if (quant::is_better(later.folds[i].in_sample, set.folds[i].in_sample, objective)) {
      set.folds[i] = later.folds[i];
    }
  }
}

std::string trial_set_to_text(const TrialSet& set) {
  std::string bytes;
  for (const double value : {static_cast<double>(set.evaluated), set.sharpe.count, set.sharpe.mean,
                             set.sharpe.squares, static_cast<double>(set.windows_too_long),
                             static_cast<double>(set.shortest_warm_up), static_cast<double>(set.trials.size())}) {
    append(bytes, value);
  }
  for (std::size_t i = 0; i < set.trials.size(); ++i) {
    append(bytes, set.trials.point(i));
    append(bytes, set.trials.figures(i));
  }
  for (const auto& fold : set.folds) { append_fold(bytes, fold); }
  return quant_job::to_base64(bytes);
}

TrialSet trial_set_from_text(std::string_view text, std::size_t axes, const std::vector<quant::Metric>& metrics,
                             const std::vector<quant::Split>& splits) {
  const auto bytes = quant_job::from_base64(text);
  Reading reading(bytes);
  TrialSet set{.trials = TrialTable(axes, metrics), .folds = {}};
  set.evaluated = reading.next_count();
  set.sharpe.count = reading.next();
  set.sharpe.mean = reading.next();
  set.sharpe.squares = reading.next();
  set.windows_too_long = reading.next_count();
  const double shortest = reading.next();
  set.shortest_warm_up = shortest < 0x1p53 ? static_cast<std::size_t>(shortest) : SIZE_MAX;
  for (auto left = reading.next_count(); left > 0; --left) {
    const auto point = reading.next(axes);
    set.trials.append(point, reading.next(metrics.size()));
  }
  for (const auto& split : splits) { set.folds.push_back(read_fold(reading, split)); }
  if (!reading.at_end()) { throw std::runtime_error("a partial has more than its trials"); }
  return set;
}

}  // namespace optimization
