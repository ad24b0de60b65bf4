#include "quant/sweep/decisions.hpp"

namespace quant {
namespace {

std::vector<std::uint64_t> words_with_end(std::size_t bars) {
  std::vector<std::uint64_t> words((bars + 63) / 64 + 2);
  words[words.size() - 2] = words.back() = ~std::uint64_t{0};
  return words;
}

std::uint64_t word_of(std::span<const std::uint64_t> words, std::size_t index) {
  return words.empty() ? 0 : words[index];
}

}  // namespace

Decisions::Decisions(std::size_t bars)
    : open_long_(words_with_end(bars)),
      open_any_(words_with_end(bars)),
      close_long_(words_with_end(bars)),
      close_short_(words_with_end(bars)) {}

void Decisions::settle(const SignalWords& signals, Side side) {
  const std::uint64_t longs = side == Side::short_only ? 0 : ~std::uint64_t{0};
  const std::uint64_t shorts = side == Side::long_only ? 0 : ~std::uint64_t{0};
  for (std::size_t i = 0; i < last_word(open_any_); ++i) {
    const std::uint64_t long_entry = word_of(signals.long_entry, i);
    const std::uint64_t long_exit = word_of(signals.long_exit, i);
    const std::uint64_t short_entry = word_of(signals.short_entry, i);
    const std::uint64_t short_exit = word_of(signals.short_exit, i);
    const std::uint64_t to_long = long_entry & ~long_exit & longs;
    const std::uint64_t to_short = short_entry & ~short_exit & shorts;
    open_long_[i] = to_long & ~to_short;
    open_any_[i] = to_long ^ to_short;
    close_long_[i] = (to_short & ~to_long) | (long_exit & ~long_entry);
    close_short_[i] = (to_long & ~to_short) | (short_exit & ~short_entry);
  }
}

}  // namespace quant
