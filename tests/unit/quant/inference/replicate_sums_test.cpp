#include "quant/inference/replicate_sums.hpp"

#include <gtest/gtest.h>

#include <array>

#include "quant/numeric/keyed_random.hpp"

namespace {

using namespace quant;

constexpr std::size_t kRows = 300;  // not a multiple of a block of rows
constexpr std::size_t kColumns = 11;

std::vector<double> random_numbers(std::size_t count, std::uint64_t seed) {
  KeyedRandom random(seed, 0);
  std::vector<double> numbers(count);
  for (double& number : numbers) { number = random.unit() - 0.5; }
  return numbers;
}

struct Table {
  std::vector<double> values = random_numbers(kRows * kColumns, 1);
  std::vector<double> weights = random_numbers(kRows * kReplicatesAtOnce, 2);
  [[nodiscard]] ReturnColumns view() const { return {.values = values, .rows = kRows, .columns = kColumns}; }
};

constexpr std::array<std::size_t, 9> kChosen{10, 0, 1, 2, 3, 5, 6, 7, 8};

TEST(ReplicateSums, AreTheSumsRowByRow) {
  const Table table;
  ReplicateSums sums(table.view(), kChosen);
  sums.add_up(table.weights);
  sums.add_up(table.weights);  // does not go on from before
  for (std::size_t replicate = 0; replicate < kReplicatesAtOnce; ++replicate) {
    ASSERT_EQ(sums.of(replicate).size(), kChosen.size());
    for (std::size_t k = 0; k < kChosen.size(); ++k) {
      double expected = 0;
      for (std::size_t row = 0; row < kRows; ++row) {
        expected += table.weights[row * kReplicatesAtOnce + replicate] * table.view().column(kChosen[k])[row];
      }
      ASSERT_EQ(sums.of(replicate)[k], expected) << replicate << ' ' << k;
    }
  }
}

TEST(ReplicateSums, AreTheSameBytesOnEveryCpu) {
  const Table table;
  ReplicateSums best(table.view(), kChosen);
  best.add_up(table.weights);
  for (const auto level : {SimdLevel::baseline, SimdLevel::avx2, SimdLevel::avx512}) {
    if (level > best_simd_level()) { continue; }
    ReplicateSums other(table.view(), kChosen, level);
    other.add_up(table.weights);
    for (std::size_t i = 0; i < kReplicatesAtOnce; ++i) {
      EXPECT_TRUE(std::equal(best.of(i).begin(), best.of(i).end(), other.of(i).begin()));
    }
  }
}

}  // namespace
