// What is known of the exits of combinations that share their signals and differ in stop-loss and take-profit only,
// such as a grid of stops: where each level is reached from each entry, and what the position was until then. A
// combination of two levels ends at the earlier of the two, so n x m combinations need n + m searches per entry.
// One thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include "quant/strategy/expression_graph.hpp"
#include "quant/sweep/decisions.hpp"
#include "quant/sweep/long_holding.hpp"

namespace quant {

class StopMemory {
 public:
  // Exits of one level by entry; an entry not seen yet is there with opens = kUnknown.
  using Exits = std::vector<LongHolding>;
  static constexpr std::uint32_t kUnknown = 0xffff'ffff;

  explicit StopMemory(std::size_t bars) : entry_of_(bars, kUnknown) {}

  // Forgets everything when the combination has other signals than the last one, or another time stop. False when
  // there is nothing to remember: a trailing stop, or the first combination with these signals. decisions: those of
  // the combination.
  bool start(const Combination& combination, const Decisions& decisions);

  // Decisions::next_open.
  [[nodiscard]] std::uint32_t next_open(std::uint32_t from) const { return next_open_[from]; }

  // Number of the entry with this signal bar; kUnknown when there are too many.
  std::uint32_t entry(std::uint32_t signal_bar) {
    const std::uint32_t known = entry_of_[signal_bar];
    return known != kUnknown ? known : new_entry(signal_bar);
  }
  // The bar of the decision that ends the position of an entry; kUnknown: not known yet.
  std::uint32_t& decision(std::uint32_t entry) { return decisions_[entry]; }
  // Valid until another level is asked for.
  Exits& stop_exits(double stop_loss) { return exits_of(stops_, stop_loss); }
  Exits& target_exits(double take_profit) { return exits_of(targets_, take_profit); }
  Exits& signal_exits() { return signals_; }
  [[nodiscard]] LongHolding& exit(Exits& exits, std::uint32_t entry) const {
    if (exits.size() <= entry) { exits.resize(entries_.size(), LongHolding{.opens = kUnknown}); }
    return exits[entry];
  }

 private:
  using Levels = std::map<double, Exits>;
  static Exits& exits_of(Levels& levels, double fraction) { return levels[fraction]; }
  std::uint32_t new_entry(std::uint32_t signal_bar);
  void forget();

  std::array<NodeId, 4> roots_{};
  std::size_t time_stop_ = 0;
  bool started_ = false;
  std::vector<std::uint32_t> entry_of_;   // by signal bar
  std::vector<std::uint32_t> entries_;    // signal bars
  std::vector<std::uint32_t> next_open_;  // by bar
  std::vector<std::uint32_t> decisions_;
  Levels stops_, targets_;
  Exits signals_;
};

}  // namespace quant
