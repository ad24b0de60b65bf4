#include "optimization/combinations_csv.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

namespace optimization {
namespace {

constexpr std::size_t kRowsPerReport = 10'000;
constexpr std::size_t kUsualRowBytes = 76;  // on the S&P 500; only saves the string from growing

template <typename Number>
void append(std::string& out, Number number) {
  std::array<char, 32> digits;  // NOLINT: filled by to_chars
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

// Whole numbers stay whole ("42"), and what has no value stays empty.
void append_metric(std::string& out, const quant::Metrics& metrics, quant::Metric metric) {
  const double value = value_of(metrics, metric);
  if (std::isfinite(value)) { append(out, value); }
}

void append_header(std::string& out, const Combinations& combinations) {
  for (const auto& name : combinations.names) { out += name + ','; }
  for (const auto metric : quant::kMetrics) { out.append(key_of(metric)).append(1, ','); }
  out.back() = '\n';
}

void append_row(std::string& out, const OptimizationOutcome& outcome, std::size_t row) {
  for (const auto value : outcome.combinations.at(row)) {
    append(out, value);
    out += ',';
  }
  for (const auto metric : quant::kMetrics) {
    append_metric(out, outcome.metrics[row], metric);
    out += ',';
  }
  out.back() = '\n';
}

}  // namespace

std::string combinations_csv(const OptimizationOutcome& outcome, Observer& observer) {
  const std::size_t rows = outcome.combinations.size();
  std::string csv;
  csv.reserve((rows + 1) * kUsualRowBytes);
  append_header(csv, outcome.combinations);
  for (std::size_t row = 0; row < rows; ++row) {
    if (row % kRowsPerReport == 0) {
      observer.throw_if_cancelled();
      const double done = static_cast<double>(row) / static_cast<double>(rows);
      observer.progress(kSweepShare + (1 - kSweepShare) * done,
                        fmt::format("writing {} rows of combinations.csv", rows));
    }
    append_row(csv, outcome, row);
  }
  return csv;
}

}  // namespace optimization
