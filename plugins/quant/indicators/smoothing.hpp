// Recursive averages y += k (x - y): exponential (k = 2 / (period + 1)) and Wilder's (k = 1 / period), seeded with
// the mean of the first `period` values as TA-Lib does. In this form a constant stays that constant to the last
// bit. Used by the indicators that are built on them. Any thread.
#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace quant {

inline double exponential_weight(std::size_t period) {
  return 2.0 / (static_cast<double>(period) + 1.0);
}
inline double wilder_weight(std::size_t period) {
  return 1.0 / static_cast<double>(period);
}

// Mean of values[begin, end), measured from its first value; values is not empty there.
double mean_of(std::span<const double> values, std::size_t begin, std::size_t end);

// out[seed_bar] = seed, then out[i] = out[i-1] + weight (values[i] - out[i-1]) for every later bar. Four bars are
// one step of the recursion: each is written as a weighted sum from the last of the four before, which cuts the
// wait for one another to a quarter. in and out may be the same memory.
void smooth(std::span<const double> values, double weight, std::size_t seed_bar, double seed,
            std::span<double> out);

// The start of `Stages` exponential averages in a row, each of the one before and seeded with the mean of its first
// `period` values; stage s has a value from bar (s + 1)(period - 1) on. Means are taken of differences from the
// first value, so that a constant gives itself.
template <std::size_t Stages>
class EmaSeeds {
 public:
  EmaSeeds(std::size_t period, double weight) : weight_(weight), period_(period) {}

  void add(double value) noexcept {
    for (std::size_t s = 0; s < Stages; ++s) {
      if (++seen_[s] <= period_) {
        if (seen_[s] == 1) { first_[s] = value; }
        stage_[s] += value - first_[s];
        if (seen_[s] < period_) { return; }
        stage_[s] = first_[s] + stage_[s] / static_cast<double>(period_);
      } else {
        stage_[s] += weight_ * (value - stage_[s]);
      }
      value = stage_[s];
    }
  }
  [[nodiscard]] const std::array<double, Stages>& stages() const noexcept { return stage_; }

 private:
  double weight_;
  std::size_t period_;
  std::array<double, Stages> stage_{}, first_{};
  std::array<std::size_t, Stages> seen_{};
};

// Calls write(bar, stages) from the first bar on at which every stage has a value, Stages (period - 1). `values`
// has that bar. Stage s works on the bar s behind the newest, so that no stage waits for the one before; `history`
// keeps what earlier stages had for the bar that the last one has reached.
template <std::size_t Stages, class Write>
void run_ema_chain(std::span<const double> values, std::size_t period, Write write) {
  const double weight = exponential_weight(period);
  const std::size_t first = Stages * (period - 1);
  const std::size_t bars = values.size();
  EmaSeeds<Stages> seeds(period, weight);
  for (std::size_t bar = 0; bar <= first; ++bar) { seeds.add(values[bar]); }
  write(first, seeds.stages());
  if (bars < first + 2 * Stages) {  // too short to have every stage at work: the same steps, one bar at a time
    for (std::size_t bar = first + 1; bar < bars; ++bar) {
      seeds.add(values[bar]);
      write(bar, seeds.stages());
    }
    return;
  }
  std::array<double, Stages> stage = seeds.stages();
  std::array<std::array<double, Stages>, Stages> history{};  // history[k][s]: stage s, k steps ago
  const auto advance = [&](std::size_t newest, std::size_t from, std::size_t to) {
    std::array<double, Stages> input{};
    input[0] = newest < bars ? values[newest] : 0;
    for (std::size_t s = 1; s < Stages; ++s) { input[s] = stage[s - 1]; }
    for (std::size_t s = from; s < to; ++s) { stage[s] += weight * (input[s] - stage[s]); }
    for (std::size_t k = Stages - 1; k > 0; --k) { history[k] = history[k - 1]; }
    history[0] = stage;
  };
  const auto write_reached = [&](std::size_t newest) {
    std::array<double, Stages> reached{};
    for (std::size_t s = 0; s < Stages; ++s) { reached[s] = history[Stages - 1 - s][s]; }
    write(newest - (Stages - 1), reached);
  };
  std::size_t newest = first + 1;
  for (std::size_t ready = 1; ready < Stages; ++ready, ++newest) { advance(newest, 0, ready); }
  for (; newest < bars; ++newest) {
    advance(newest, 0, Stages);
    write_reached(newest);
  }
  for (std::size_t done = 1; done < Stages; ++done, ++newest) {
    advance(newest, done, Stages);
    write_reached(newest);
  }
}

}  // namespace quant
