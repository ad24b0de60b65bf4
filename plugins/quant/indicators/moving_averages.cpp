#include "quant/indicators/moving_averages.hpp"

#include <cmath>
#include <vector>

#include "quant/indicators/smoothing.hpp"
#include "quant/numeric/window_fold.hpp"
#include "quant/numeric/window_means.hpp"

namespace quant {
namespace {

std::size_t hull_smoothing(std::size_t period) {
  return static_cast<std::size_t>(std::sqrt(static_cast<double>(period)));
}

// Efficiency ratio: how far prices went of the way they walked; 1 where nothing moved, as TA-Lib has it.
double efficiency(double change, double walked) {
  return walked <= change || walked == 0 ? 1 : std::abs(change / walked);
}

}  // namespace

void simple_average(Series in, std::size_t period, Output out) {
  window_means(in, period, out);
}

void exponential_average(Series in, std::size_t period, Output out) {
  smooth(in, exponential_weight(period), period - 1, mean_of(in, 0, period), out);
}

void weighted_average(Series in, std::size_t period, Output out) {
  window_weighted_means(in, period, out);
}

void triangular_average(Series in, std::size_t period, Output out) {
  const std::size_t first = (period + 1) / 2;
  const std::size_t second = period - first + 1;
  std::vector<double> means(in.size());
  window_means(in, first, means);
  const auto rest = std::span<const double>(means).subspan(first - 1);
  window_means(rest, second, out.subspan(first - 1));
}

void double_exponential_average(Series in, std::size_t period, Output out) {
  run_ema_chain<2>(in, period, [&](std::size_t bar, const auto& stage) { out[bar] = 2 * stage[0] - stage[1]; });
}

void triple_exponential_average(Series in, std::size_t period, Output out) {
  run_ema_chain<3>(in, period,
                   [&](std::size_t bar, const auto& stage) { out[bar] = 3 * (stage[0] - stage[1]) + stage[2]; });
}

// The weights of the last four stages add up to 1: measured from the last stage, a constant gives itself.
void tillson_average(Series in, std::size_t period, double volume_factor, Output out) {
  const double v = volume_factor;
  const double c2 = 3 * v * v * (1 + v);
  const double c3 = -3 * v * (1 + v) * (1 + v);
  const double c4 = (1 + v) * (1 + v) * (1 + v);
  run_ema_chain<6>(in, period, [&](std::size_t bar, const auto& e) {
    out[bar] = e[5] + (c2 * (e[4] - e[5]) + c3 * (e[3] - e[5]) + c4 * (e[2] - e[5]));
  });
}

void adaptive_average(Series in, std::size_t period, Output out) {
  constexpr double kSlow = 2.0 / 31;
  constexpr double kFast = 2.0 / 3;
  double average = in[period - 1];
  fold_windows(
      1, in.size(), period, [&](std::size_t i, std::size_t) { return std::abs(in[i] - in[i - 1]); }, std::plus<>{},
      [&](std::size_t bar, double walked, std::size_t) {
        const double ratio = efficiency(in[bar] - in[bar - period], walked);
        const double weight = ratio * (kFast - kSlow) + kSlow;
        average += weight * weight * (in[bar] - average);
        out[bar] = average;
      });
}

std::size_t hull_warm_up(std::size_t period) {
  return period - 1 + hull_smoothing(period) - 1;
}

void hull_average(Series in, std::size_t period, Output out) {
  const std::size_t half = period / 2;
  std::vector<double> fast(in.size());
  std::vector<double> slow(in.size());
  weighted_average(in, half, fast);
  weighted_average(in, period, slow);
  for (std::size_t bar = period - 1; bar < in.size(); ++bar) { fast[bar] += fast[bar] - slow[bar]; }
  weighted_average(std::span<const double>(fast).subspan(period - 1), hull_smoothing(period),
                   out.subspan(period - 1));
}

}  // namespace quant
