#include "quant/sweep/crossings.hpp"

#include <gtest/gtest.h>

#include "unit/quant/generated_prices.hpp"

namespace {

bool bit(std::uint64_t word, unsigned index) {
  return (word >> index & 1) != 0;
}

// Bits with runs, sparse or dense, and sometimes all or none.
std::uint64_t random_word(Random& random) {
  switch (random.below(5)) {
    case 0:
      return 0;
    case 1:
      return ~std::uint64_t{0};
    case 2:
      return random.next() & random.next() & random.next();
    case 3:
      return random.next() | random.next() | random.next();
    default:
      return random.next();
  }
}

TEST(FillTies, GivesEachTieTheSideOfTheBarBefore) {
  Random random(1);
  for (int round = 0; round < 20'000; ++round) {
    const auto equal = random_word(random);
    const auto above = random_word(random) & ~equal;
    const bool carry = random.below(2) == 1;
    std::uint64_t expected = 0;
    bool side = carry;
    for (unsigned i = 0; i < 64; ++i) {
      side = bit(equal, i) ? side : bit(above, i);
      expected |= std::uint64_t{side} << i;
    }
    ASSERT_EQ(quant::fill_ties(above, equal, carry), expected);
  }
}

TEST(HoldLastSide, RepeatsTheLastUsedBitAndNothingElse) {
  Random random(2);
  for (std::size_t bars = 1; bars <= 128; ++bars) {
    std::vector<std::uint64_t> words{random.next(), random.next()};
    words.resize((bars + 63) / 64);
    const auto before = words;
    quant::hold_last_side(words, bars);
    for (std::size_t i = 0; i < 64 * words.size(); ++i) {
      const auto source = std::min(i, bars - 1);
      ASSERT_EQ(bit(words[i / 64], i % 64), bit(before[source / 64], source % 64)) << bars << " bars, bit " << i;
    }
  }
}

TEST(FindChanges, NamesEveryBarWhereTheSideChanges) {
  Random random(3);
  for (int round = 0; round < 5'000; ++round) {
    std::vector<std::uint64_t> words(1 + random.below(4));
    for (auto& word : words) { word = random_word(random); }
    quant::CrossingState state{.above = random.below(2) == 1};
    std::vector<std::uint32_t> expected;
    bool side = state.above;
    for (std::uint32_t i = 0; i < 64 * words.size(); ++i) {
      if (bit(words[i / 64], i % 64) != side) { expected.push_back(1'000 + i); }
      side = bit(words[i / 64], i % 64);
    }
    std::vector<std::uint32_t> changes(64 * words.size());
    changes.resize(quant::find_changes(words, 1'000, state, changes.data()));
    ASSERT_EQ(changes, expected);
    ASSERT_EQ(state.above, side);
  }
}

}  // namespace
