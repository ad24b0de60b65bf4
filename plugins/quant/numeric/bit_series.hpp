// A yes or no for every bar, 64 bars a word, the earliest in the lowest bit. Bits behind the last bar are always 0.
// Plain data; and, or, not and counting cost one operation per 64 bars.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace quant {

class BitSeries {
 public:
  BitSeries() = default;
  explicit BitSeries(std::size_t bars) : bars_(bars), words_((bars + 63) / 64) {}

  [[nodiscard]] std::size_t size() const noexcept { return bars_; }
  [[nodiscard]] bool operator[](std::size_t bar) const noexcept {
    return (words_[bar / 64] >> (bar % 64) & 1) != 0;
  }
  void set(std::size_t bar, bool value = true) noexcept {
    const auto bit = std::uint64_t{1} << (bar % 64);
    words_[bar / 64] = value ? words_[bar / 64] | bit : words_[bar / 64] & ~bit;
  }
  [[nodiscard]] std::size_t count() const noexcept {
    std::size_t total = 0;
    for (const auto word : words_) { total += static_cast<std::size_t>(std::popcount(word)); }
    return total;
  }

  // Who writes words keeps the bits behind the last bar 0: see clear_behind_end.
  [[nodiscard]] std::span<const std::uint64_t> words() const noexcept { return words_; }
  [[nodiscard]] std::span<std::uint64_t> words() noexcept { return words_; }
  void clear_behind_end() noexcept {
    if (bars_ % 64 != 0) { words_.back() &= (std::uint64_t{1} << (bars_ % 64)) - 1; }
  }

  friend bool operator==(const BitSeries&, const BitSeries&) = default;

 private:
  std::size_t bars_ = 0;
  std::vector<std::uint64_t> words_;
};

}  // namespace quant
