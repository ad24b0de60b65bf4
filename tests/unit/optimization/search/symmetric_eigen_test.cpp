#include "optimization/search/symmetric_eigen.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "quant/numeric/keyed_random.hpp"

namespace optimization::search {
namespace {

// 2 -1 0 / -1 2 -1 / 0 -1 2: eigenvalues 2 - sqrt 2, 2, 2 + sqrt 2.
TEST(SymmetricEigen, OfAChainIsKnown) {
  SquareMatrix chain(3);
  for (std::size_t i = 0; i < 3; ++i) { chain.at(i, i) = 2; }
  chain.at(0, 1) = chain.at(1, 0) = chain.at(1, 2) = chain.at(2, 1) = -1;
  auto values = symmetric_eigen(chain).values;
  std::sort(values.begin(), values.end());
  EXPECT_NEAR(values[0], 2 - std::sqrt(2.0), 1e-14);
  EXPECT_NEAR(values[1], 2, 1e-14);
  EXPECT_NEAR(values[2], 2 + std::sqrt(2.0), 1e-14);
}

TEST(SymmetricEigen, ComposesToTheMatrixAgain) {
  constexpr std::size_t kSize = 12;
  SquareMatrix matrix(kSize);
  quant::KeyedRandom random(1, 0);
  for (std::size_t i = 0; i < kSize; ++i) {
    for (std::size_t j = 0; j <= i; ++j) { matrix.at(i, j) = matrix.at(j, i) = random.unit() - 0.5; }
  }
  const auto eigen = symmetric_eigen(matrix);
  for (std::size_t i = 0; i < kSize; ++i) {
    for (std::size_t j = 0; j < kSize; ++j) {
      double sum = 0;
      double product = 0;
      for (std::size_t k = 0; k < kSize; ++k) {
        sum += eigen.vectors.at(i, k) * eigen.values[k] * eigen.vectors.at(j, k);
        product += eigen.vectors.at(k, i) * eigen.vectors.at(k, j);
      }
      EXPECT_NEAR(sum, matrix.at(i, j), 1e-13);
      EXPECT_NEAR(product, i == j ? 1 : 0, 1e-13);
    }
  }
}

}  // namespace
}  // namespace optimization::search
