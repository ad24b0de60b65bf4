// From the four signals of a strategy to what they ask for, 64 bars at a time: signals of a bar that contradict
// each other are settled as signals.hpp says, and those of a side that is not traded are left out. One thread per
// object.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "quant/backtest/execution_model.hpp"

namespace quant {

// Words of the four signals; an empty one stands for "never".
struct SignalWords {
  std::span<const std::uint64_t> long_entry, long_exit, short_entry, short_exit;
};

// Bits by the bar of the signal. In a long position a bit of close_long ends it, and it is reversed when open_short
// has the bit too.
class Decisions {
 public:
  explicit Decisions(std::size_t bars);
  void settle(const SignalWords& signals, Side side);

  // First bar from `from` on where a position is opened while flat, resp. closed; kNever when there is none.
  [[nodiscard]] std::uint32_t next_open(std::uint32_t from) const { return next(open_any_, from); }
  [[nodiscard]] std::uint32_t next_close(std::uint32_t from, bool is_long) const {
    return next(is_long ? close_long_ : close_short_, from);
  }
  [[nodiscard]] bool opens_long(std::uint32_t bar) const { return has(open_long_, bar); }
  [[nodiscard]] bool opens(std::uint32_t bar) const { return has(open_any_, bar); }

  static constexpr std::uint32_t kNever = 0xffff'ffff;

 private:
  using Words = std::vector<std::uint64_t>;
  static bool has(const Words& words, std::uint32_t bar) { return (words[bar / 64] >> (bar % 64) & 1) != 0; }
  static std::uint32_t next(const Words& words, std::uint32_t from) {
    std::size_t word = from / 64;
    std::uint64_t bits = words[word] & ~std::uint64_t{0} << (from % 64);
    while (bits == 0) { bits = words[++word]; }
    const auto bar = static_cast<std::uint32_t>(word * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
    return word < last_word(words) ? bar : kNever;
  }
  static std::size_t last_word(const Words& words) { return words.size() - 2; }

  // Two words more than the bars need, all bits set: a search ends there.
  Words open_long_, open_any_, close_long_, close_short_;
};

}  // namespace quant
