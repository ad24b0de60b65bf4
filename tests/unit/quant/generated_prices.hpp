// Price series of the kinds that break backtests: random walks, few distinct prices (many ties), flat stretches,
// jumps. The same seed gives the same bytes everywhere: the generator is ours, the standard distributions are not
// portable.
#pragma once

#include <cstdint>
#include <vector>

enum class PriceKind { walk, ticks, few_prices, constant, trend, jumps };
inline constexpr std::uint32_t kPriceKinds = 6;

// splitmix64 (Steele, Lea, Flood 2014).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(next() % limit); }
  double unit() { return static_cast<double>(next() >> 11) / static_cast<double>(1ULL << 53); }

 private:
  std::uint64_t state_;
};

// Every kind but walk has prices that are multiples of 1/64, so that plain sums are exact and ties are real ties.
std::vector<double> generate_prices(Random& random, PriceKind kind, std::size_t bars);
