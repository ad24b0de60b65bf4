// Makes entries of the registry from kernels: `on_series` and `on_bars` wrap a kernel so that it sees only
// stretches of finite numbers that are longer than its warm-up, and write NaN everywhere else. Included by the
// tables only. Kernels therefore hold no code for gaps, short series or the warm-up. Any thread.
#pragma once

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

#include "quant/indicators/indicator.hpp"

namespace quant {

using Parameters = std::span<const double>;
using Outputs = std::span<const std::span<double>>;

// Columns of the bars that an indicator reads; the others may be empty or hold NaN.
enum Columns : unsigned { kOpen = 1, kHigh = 2, kLow = 4, kClose = 8, kVolume = 16 };
inline constexpr unsigned kHighLowClose = kHigh | kLow | kClose;

struct Stretch {
  std::size_t begin, end;
};

// The longest runs of bars at which every column is finite. All columns have the same length.
std::vector<Stretch> finite_stretches(std::span<const std::span<const double>> columns);

// The bars of a stretch with the given columns only; the others are empty (size() is that of close).
BarsView columns_of(const BarsView& bars, unsigned columns, Stretch stretch);
// The columns themselves.
std::vector<std::span<const double>> column_list(const BarsView& bars, unsigned columns);

// Writes NaN outside the stretches and in their first warm_up bars; run(stretch, outputs) for each longer one.
template <class Run>
void for_each_stretch(std::span<const std::span<const double>> columns, std::size_t warm_up, Outputs outputs,
                      Run run) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  std::vector<std::span<double>> parts(outputs.size());
  std::size_t done = 0;
  const auto blank = [&](std::size_t end) {
    for (const auto& output : outputs) { std::fill(output.begin() + done, output.begin() + end, kNone); }
    done = end;
  };
  for (const auto& stretch : finite_stretches(columns)) {
    if (stretch.end - stretch.begin <= warm_up) { continue; }
    for (std::size_t i = 0; i < parts.size(); ++i) {
      parts[i] = outputs[i].subspan(stretch.begin, stretch.end - stretch.begin);
    }
    run(stretch, Outputs(parts));
    blank(stretch.begin + warm_up);  // after the run: kernels may use these bars as scratch
    done = stretch.end;
  }
  blank(columns.front().size());
}

// A parameter that is a count.
inline std::size_t whole(double parameter) {
  return static_cast<std::size_t>(parameter);
}

// Kernel(std::span<const double>, Parameters, Outputs), WarmUp(Parameters) -> std::size_t.
template <auto WarmUp, auto Kernel>
constexpr Indicator on_series(std::string_view name, std::string_view summary,
                              std::span<const IndicatorParameter> parameters,
                              std::span<const std::string_view> outputs) {
  return {.name = name,
          .summary = summary,
          .input = IndicatorInput::series,
          .parameters = parameters,
          .outputs = outputs,
          .warm_up = WarmUp,
          .compute = [](std::span<const double> series, const BarsView&, Parameters given, Outputs to) {
            for_each_stretch({{series}}, WarmUp(given), to, [&](const Stretch& stretch, Outputs parts) {
              Kernel(series.subspan(stretch.begin, stretch.end - stretch.begin), given, parts);
            });
          }};
}

// Kernel(const BarsView&, Parameters, Outputs): the view has the columns `Needed`, and no others.
template <unsigned Needed, auto WarmUp, auto Kernel>
constexpr Indicator on_bars(std::string_view name, std::string_view summary,
                            std::span<const IndicatorParameter> parameters,
                            std::span<const std::string_view> outputs) {
  return {.name = name,
          .summary = summary,
          .input = IndicatorInput::bars,
          .parameters = parameters,
          .outputs = outputs,
          .warm_up = WarmUp,
          .compute = [](std::span<const double>, const BarsView& bars, Parameters given, Outputs to) {
            for_each_stretch(column_list(bars, Needed), WarmUp(given), to,
                             [&](const Stretch& stretch, Outputs parts) {
                               Kernel(columns_of(bars, Needed, stretch), given, parts);
                             });
          }};
}

// What most tables share.
inline constexpr std::array<std::string_view, 1> kOneValue{"value"};
inline constexpr double kMaxPeriod = 100'000;
template <int Default, int Min = 1>
inline constexpr std::array<IndicatorParameter, 1> kPeriod{
    IndicatorParameter{.name = "period", .default_value = Default, .min = Min, .max = kMaxPeriod}};

// WarmUp of most: period - 1 bars, or period where it works on changes.
inline constexpr auto kWindow = [](Parameters given) { return whole(given[0]) - 1; };
inline constexpr auto kChanges = [](Parameters given) { return whole(given[0]); };
inline constexpr auto kNoWarmUp = [](Parameters) { return std::size_t{0}; };

}  // namespace quant
