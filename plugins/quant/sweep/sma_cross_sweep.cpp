#include "quant/sweep/sma_cross_sweep.hpp"

#include <algorithm>
#include <cassert>

#include "quant/indicators/moving_average.hpp"
#include "quant/sweep/crossings.hpp"
#include "quant/sweep/price_tables.hpp"
#include "quant/sweep/trade_ledger.hpp"

namespace quant {
namespace {

constexpr std::uint32_t kFlat = 0xffff'ffff;
// Units of work between two calls of on_progress; a pair in a chunk takes about a microsecond (measured on W1).
constexpr std::size_t kPairsPerReport = 512;
constexpr std::size_t kRowsPerReport = 64;
constexpr std::size_t kStatesPerReport = 16'384;

// A combination between two chunks.
struct PairState {
  TradeLedger ledger;
  CrossingState crossing;
  std::uint32_t bought_at = kFlat;
};

// Rows start at a cache line: a load of 8 numbers that straddles two takes twice as long.
struct alignas(64) CacheLine {
  double numbers[8];
};

// One run over all pairs. The chunk of bars is the outer loop, so that memory does not grow with windows x bars.
class Sweep {
 public:
  Sweep(std::span<const double> close, std::span<const SmaCross> pairs, const Execution& execution,
        const SweepOptions& options)
      : bars_(close.size()),
        chunk_bars_(options.chunk_bars),
        pairs_(pairs),
        options_(options),
        compare_(row_comparison(options.simd)),
        execution_(execution),
        fees_(execution.fee_bps),
        prices_(close, [this] { report(0, 0); }),
        averages_(close),
        row_of_(number_windows()),
        row_lines_(chunk_bars_ / 8 + 1),
        rows_(windows_.size() * row_lines_),
        above_(chunk_bars_ / 64),
        below_(chunk_bars_ / 64),
        changes_(chunk_bars_) {}

  std::vector<Metrics> run() {
    start();
    for (std::size_t begin = 0; begin < bars_; begin += chunk_bars_) {
      average(begin);
      for (std::size_t i = 0; i < pairs_.size(); ++i) {
        if (i % kPairsPerReport == 0) { report(begin, i); }
        walk(i, begin);
      }
    }
    return finish();
  }

 private:
  // Gives each distinct window that the series can fill a row; returns window -> row.
  std::vector<std::uint32_t> number_windows() {
    std::vector<std::uint32_t> rows(bars_ + 1, 0);
    for (const SmaCross& pair : pairs_) {
      assert(pair.fast >= 1 && pair.slow >= 1);
      if (pair.fast <= bars_) { rows[pair.fast] = 1; }
      if (pair.slow <= bars_) { rows[pair.slow] = 1; }
    }
    for (std::size_t window = 1; window <= bars_; ++window) {
      if (rows[window] == 0) { continue; }
      rows[window] = static_cast<std::uint32_t>(windows_.size());
      windows_.push_back(static_cast<std::uint32_t>(window));
    }
    return rows;
  }

  // Millions of states take a while to get memory for.
  void start() {
    states_.reserve(pairs_.size());
    while (states_.size() < pairs_.size()) {
      report(0, 0);
      states_.resize(std::min(states_.size() + kStatesPerReport, pairs_.size()));
    }
  }

  // Every moving average, for the bars of one chunk.
  void average(std::size_t begin) {
    for (std::size_t row = 0; row < windows_.size(); ++row) {
      if (row % kRowsPerReport == 0) { report(begin, 0); }
      averages_.fill(windows_[row], begin, {row_at(row), chunk_bars_});
    }
  }

  double* row_at(std::size_t row) { return rows_[row * row_lines_].numbers; }

  // One pair through one chunk.
  void walk(std::size_t index, std::size_t begin) {
    const SmaCross pair = pairs_[index];
    const std::size_t first_valid = std::max(pair.fast, pair.slow) - std::size_t{1};
    const std::size_t end = std::min(begin + chunk_bars_, bars_);
    if (first_valid >= end) { return; }
    const std::size_t offset = first_valid <= begin ? 0 : (first_valid - begin) / 64 * 64;
    const std::size_t count = end - begin - offset;
    const std::size_t warm_up = first_valid <= begin ? 0 : (first_valid - begin) % 64;
    PairState& state = states_[index];
    const std::span<std::uint64_t> sides{above_.data(), (count + 63) / 64};
    mark_sides(row_at(row_of_[pair.fast]) + offset, row_at(row_of_[pair.slow]) + offset, sides, warm_up,
               state.crossing.above);
    hold_last_side(sides, count);
    const auto first_bar = static_cast<std::uint32_t>(begin + offset);
    const std::size_t changes = find_changes(sides, first_bar, state.crossing, changes_.data());
    trade(state, {changes_.data(), changes});
  }

  // Fills `sides`. The first `warm_up` bars have no averages yet and count as above, which is where every pair
  // starts.
  void mark_sides(const double* fast, const double* slow, std::span<std::uint64_t> sides, std::size_t warm_up,
                  bool carry) {
    const std::uint64_t not_yet = (std::uint64_t{1} << warm_up) - 1;
    const bool any_equal = compare_(fast, slow, sides.size(), sides.data());
    sides[0] |= not_yet;
    if (!any_equal) { return; }
    compare_(slow, fast, sides.size(), below_.data());
    for (std::size_t word = 0; word < sides.size(); ++word) {
      sides[word] = fill_ties(sides[word], ~(sides[word] | below_[word]), carry);
      carry = sides[word] >> 63 != 0;
    }
  }

  // Changes alternate. While flat, the next one buys, except the first of all: that one ends the imagined "above"
  // of the start and is the only one with crossing down while flat.
  void trade(PairState& state, std::span<const std::uint32_t> changes) {
    if (changes.empty()) { return; }
    std::size_t i = 0;
    // Sides after the last change are known; the parity tells whether the first change here was up or down.
    const bool first_is_up = state.crossing.above == (changes.size() % 2 == 1);
    if (!first_is_up) {
      if (state.bought_at != kFlat) { state.ledger.add_holding(prices_, fees_, state.bought_at, changes[0]); }
      state.bought_at = kFlat;
      i = 1;
    }
    for (; i + 1 < changes.size(); i += 2) { state.ledger.add_holding(prices_, fees_, changes[i], changes[i + 1]); }
    if (i < changes.size()) { state.bought_at = changes[i]; }
  }

  std::vector<Metrics> finish() {
    std::vector<Metrics> results;
    results.reserve(pairs_.size());
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      if (i % kStatesPerReport == 0) { report(bars_, 0); }
      PairState& state = states_[i];
      if (state.bought_at != kFlat) { state.ledger.add_open_holding(prices_, fees_, state.bought_at); }
      results.push_back(state.ledger.metrics(bars_, execution_));
    }
    return results;
  }

  void report(std::size_t begin, std::size_t index) const {
    if (!options_.on_progress) { return; }
    const double chunk = static_cast<double>(std::min(begin + chunk_bars_, bars_) - std::min(begin, bars_));
    const double inside = chunk * static_cast<double>(index) / static_cast<double>(pairs_.size());
    options_.on_progress((static_cast<double>(begin) + inside) / static_cast<double>(bars_));
  }

  // Constant after construction.
  const std::size_t bars_;
  const std::size_t chunk_bars_;
  const std::span<const SmaCross> pairs_;
  const SweepOptions& options_;
  const RowComparison compare_;
  const Execution execution_;
  const FeeFactors fees_;
  const PriceTables prices_;
  const MovingAverages averages_;
  std::vector<std::uint32_t> windows_;
  const std::vector<std::uint32_t> row_of_;

  // One line more than the numbers need: rows a power of two apart would fight for the same cache sets.
  const std::size_t row_lines_;
  std::vector<CacheLine> rows_;  // averages of the current chunk, a row per window
  std::vector<PairState> states_;
  std::vector<std::uint64_t> above_;
  std::vector<std::uint64_t> below_;
  std::vector<std::uint32_t> changes_;
};

}  // namespace

std::vector<Metrics> sweep_sma_cross(std::span<const double> close, std::span<const SmaCross> pairs,
                                     const Execution& execution, const SweepOptions& options) {
  assert(!close.empty() && options.chunk_bars >= 64 && options.chunk_bars % 64 == 0);
  return Sweep(close, pairs, execution, options).run();
}

}  // namespace quant
