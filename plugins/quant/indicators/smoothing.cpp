#include "quant/indicators/smoothing.hpp"

namespace quant {

double mean_of(std::span<const double> values, std::size_t begin, std::size_t end) {
  double sum = 0;
  for (std::size_t i = begin; i < end; ++i) { sum += values[i] - values[begin]; }
  return values[begin] + sum / static_cast<double>(end - begin);
}

void smooth(std::span<const double> values, double weight, std::size_t seed_bar, double seed,
            std::span<double> out) {
  const double keep = 1 - weight;
  const double w0 = weight;
  const double w1 = w0 * keep;
  const double w2 = w1 * keep;
  const double w3 = w2 * keep;
  out[seed_bar] = seed;
  double y = seed;
  std::size_t i = seed_bar + 1;
  for (; i + 4 <= values.size(); i += 4) {
    const double d1 = values[i] - y;
    const double d2 = values[i + 1] - y;
    const double d3 = values[i + 2] - y;
    const double d4 = values[i + 3] - y;
    out[i] = y + w0 * d1;
    out[i + 1] = y + (w1 * d1 + w0 * d2);
    out[i + 2] = y + ((w2 * d1 + w1 * d2) + w0 * d3);
    y += (w3 * d1 + w2 * d2) + (w1 * d3 + w0 * d4);
    out[i + 3] = y;
  }
  // The same sums for what is left, so that a longer series has the same bits at these bars.
  const std::size_t left = values.size() - i;
  const double d1 = left > 0 ? values[i] - y : 0;
  const double d2 = left > 1 ? values[i + 1] - y : 0;
  const double d3 = left > 2 ? values[i + 2] - y : 0;
  if (left > 0) { out[i] = y + w0 * d1; }
  if (left > 1) { out[i + 1] = y + (w1 * d1 + w0 * d2); }
  if (left > 2) { out[i + 2] = y + ((w2 * d1 + w1 * d2) + w0 * d3); }
}

}  // namespace quant
