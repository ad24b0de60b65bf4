// Random numbers that belong to a key (seed, index), not to a thread: replicate 17 draws the same numbers whoever
// computes it and in whatever order, so results are the same bytes for any number of threads and after a resume.
// Used by bootstraps, searches and generated tests. A value type; one object is used by one thread at a time.
// Source: splitmix64 (Steele, Lea, Flood 2014), its finalizer applied to both halves of the key; bounded integers
// without division by Lemire (2019).
#pragma once

#include <cstdint>

namespace quant {

class KeyedRandom {
 public:
  KeyedRandom(std::uint64_t seed, std::uint64_t index) noexcept : state_(mixed(mixed(seed) ^ (index * kGolden))) {}

  std::uint64_t next() noexcept { return mixed(state_ += kGolden); }
  // 0 <= value < 1, multiples of 2^-53.
  double unit() noexcept { return static_cast<double>(next() >> 11) * 0x1p-53; }
  // 0 <= value < limit, which is 1 or more and below 2^32; biased by less than limit / 2^32.
  std::uint32_t below(std::uint32_t limit) noexcept {
    return static_cast<std::uint32_t>(((next() >> 32) * limit) >> 32);
  }

  // One bijective step: close keys give unrelated numbers.
  static constexpr std::uint64_t mixed(std::uint64_t x) noexcept {
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
  }

 private:
  static constexpr std::uint64_t kGolden = 0x9e3779b97f4a7c15ULL;
  std::uint64_t state_;
};

}  // namespace quant
