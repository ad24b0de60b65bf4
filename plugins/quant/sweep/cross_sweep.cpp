#include "quant/sweep/cross_sweep.hpp"

#include <algorithm>
#include <cassert>
#include <vector>

#include "quant/sweep/crossings.hpp"
#include "quant/sweep/row_comparison.hpp"

namespace quant {
namespace {

// Units of work between two calls of on_progress; a pair in a chunk takes about a microsecond (measured on W1).
constexpr std::size_t kPairsPerReport = 512;
constexpr std::size_t kRowsPerReport = 64;
constexpr std::size_t kStatesPerReport = 16'384;

// A pair between two chunks.
struct PairState {
  HoldingsAccount account;
  CrossingState crossing;
};

// Rows start at a cache line: a load of 8 numbers that straddles two takes twice as long.
struct alignas(64) CacheLine {
  double numbers[8];
};

// One run over all pairs. The chunk of bars is the outer loop, so that memory does not grow with rows x bars.
class CrossSweep {
 public:
  CrossSweep(const CrossRows& rows, std::span<const CrossPair> pairs, const AccountTerms& terms,
             const CrossSweepOptions& options)
      : bars_(terms.prices.close.size()),
        chunk_bars_(options.chunk_bars),
        last_signal_(static_cast<std::uint32_t>(bars_) - (options.fill == Fill::next_open ? 1 : 0)),
        source_(rows),
        pairs_(pairs),
        terms_(terms),
        options_(options),
        compare_(row_comparison(options.simd)),
        row_lines_(chunk_bars_ / 8 + 1),
        rows_(rows.first_valid.size() * row_lines_),
        above_(chunk_bars_ / 64),
        below_(chunk_bars_ / 64),
        changes_(chunk_bars_) {}

  void run(const CrossAccounts& accounts) {
    start(accounts);
    for (std::size_t begin = 0; begin < bars_; begin += chunk_bars_) {
      fill_rows(begin);
      for (std::size_t i = 0; i < pairs_.size(); ++i) {
        if (i % kPairsPerReport == 0) { report(begin, i); }
        walk(i, begin);
      }
    }
    finish();
  }

 private:
  // Millions of states take a while to get memory for.
  void start(const CrossAccounts& accounts) {
    states_.reserve(pairs_.size());
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      if (i % kStatesPerReport == 0) { report(0, 0); }
      const std::size_t first = i * terms_.cuts.size();
      TradeFigures* figures = accounts.figures.empty() ? nullptr : accounts.figures.data() + first;
      states_.push_back({HoldingsAccount(terms_, accounts.segments.data() + first, figures), {}});
    }
  }

  void fill_rows(std::size_t begin) {
    for (std::size_t row = 0; row < source_.first_valid.size(); ++row) {
      if (row % kRowsPerReport == 0) { report(begin, 0); }
      source_.fill(row, begin, {row_at(row), chunk_bars_});
    }
  }

  double* row_at(std::size_t row) { return rows_[row * row_lines_].numbers; }

  // One pair through one chunk.
  void walk(std::size_t index, std::size_t begin) {
    const CrossPair pair = pairs_[index];
    const std::size_t first_valid = std::max(source_.first_valid[pair.fast], source_.first_valid[pair.slow]);
    const std::size_t end = std::min(begin + chunk_bars_, bars_);
    if (first_valid >= end) { return; }
    const std::size_t offset = first_valid <= begin ? 0 : (first_valid - begin) / 64 * 64;
    const std::size_t count = end - begin - offset;
    const std::size_t warm_up = first_valid <= begin ? 0 : (first_valid - begin) % 64;
    PairState& state = states_[index];
    const std::span<std::uint64_t> sides{above_.data(), (count + 63) / 64};
    mark_sides(row_at(pair.fast) + offset, row_at(pair.slow) + offset, sides, warm_up, state.crossing.above);
    hold_last_side(sides, count);
    const auto first_bar = static_cast<std::uint32_t>(begin + offset);
    const std::size_t changes = find_changes(sides, first_bar, state.crossing, changes_.data());
    trade(state, {changes_.data(), changes});
  }

  // Fills `sides`. The first `warm_up` bars have no values yet and count as above, which is where every pair
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
  // of the start and is the only one with crossing down while flat. One that could be filled behind the last bar
  // only comes to nothing.
  void trade(PairState& state, std::span<std::uint32_t> changes) {
    if (changes.empty()) { return; }
    // Sides after the last change are known; the parity tells whether the first change here was up or down.
    const bool first_is_up = state.crossing.above == (changes.size() % 2 == 1);
    const std::uint32_t delay = options_.fill == Fill::next_open ? 1 : 0;
    if (changes.back() >= last_signal_) { changes = changes.first(changes.size() - 1); }
    for (std::uint32_t& change : changes) { change += delay; }
    HoldingsAccount& account = state.account;
    std::size_t i = 0;
    if (!first_is_up && !changes.empty()) {
      if (account.in_position()) { account.close(changes[0]); }
      i = 1;
    }
    const std::size_t paired = (changes.size() - i) / 2 * 2;
    account.add_longs(changes.subspan(i, paired));
    if (i + paired < changes.size()) { account.open_long(changes.back()); }
  }

  void finish() {
    const auto last = static_cast<std::uint32_t>(bars_) - 1;
    for (std::size_t i = 0; i < states_.size(); ++i) {
      if (i % kStatesPerReport == 0) { report(bars_, 0); }
      HoldingsAccount& account = states_[i].account;
      if (options_.close_at_end && account.in_position()) {
        account.close_at(last, terms_.prices.close[last], false);
      }
      account.finish();
    }
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
  const std::uint32_t last_signal_;  // signals from this bar on are never filled
  const CrossRows& source_;
  const std::span<const CrossPair> pairs_;
  const AccountTerms& terms_;
  const CrossSweepOptions& options_;
  const RowComparison compare_;

  // One line more than the numbers need: rows a power of two apart would fight for the same cache sets.
  const std::size_t row_lines_;
  std::vector<CacheLine> rows_;  // of the current chunk
  std::vector<PairState> states_;
  std::vector<std::uint64_t> above_;
  std::vector<std::uint64_t> below_;
  std::vector<std::uint32_t> changes_;
};

}  // namespace

void sweep_crosses(const CrossRows& rows, std::span<const CrossPair> pairs, const AccountTerms& terms,
                   const CrossSweepOptions& options, const CrossAccounts& accounts) {
  assert(options.chunk_bars >= 64 && options.chunk_bars % 64 == 0);
  assert(accounts.segments.size() == pairs.size() * terms.cuts.size());
  if (pairs.empty()) { return; }
  CrossSweep(rows, pairs, terms, options).run(accounts);
}

}  // namespace quant
