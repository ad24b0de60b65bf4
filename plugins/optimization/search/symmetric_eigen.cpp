#include "optimization/search/symmetric_eigen.hpp"

#include <cmath>

namespace optimization::search {
namespace {

constexpr int kMaxSweeps = 60;

double off_diagonal_squares(const SquareMatrix& matrix) {
  double sum = 0;
  for (std::size_t p = 0; p < matrix.n; ++p) {
    for (std::size_t q = p + 1; q < matrix.n; ++q) { sum += matrix.at(p, q) * matrix.at(p, q); }
  }
  return sum;
}

struct Rotation {
  std::size_t p;
  std::size_t q;
  double cosine;
  double sine;

  void turn_columns(SquareMatrix& m) const {
    for (std::size_t k = 0; k < m.n; ++k) {
      const double a = m.at(k, p);
      const double b = m.at(k, q);
      m.at(k, p) = cosine * a - sine * b;
      m.at(k, q) = sine * a + cosine * b;
    }
  }
  void turn_rows(SquareMatrix& m) const {
    for (std::size_t k = 0; k < m.n; ++k) {
      const double a = m.at(p, k);
      const double b = m.at(q, k);
      m.at(p, k) = cosine * a - sine * b;
      m.at(q, k) = sine * a + cosine * b;
    }
  }
};

// Makes element (p, q) zero; the smaller of both angles.
Rotation annihilating(const SquareMatrix& m, std::size_t p, std::size_t q) {
  const double theta = (m.at(q, q) - m.at(p, p)) / (2 * m.at(p, q));
  const double tangent = std::copysign(1 / (std::fabs(theta) + std::sqrt(theta * theta + 1)), theta);
  const double cosine = 1 / std::sqrt(tangent * tangent + 1);
  return {p, q, cosine, tangent * cosine};
}

}  // namespace

SymmetricEigen symmetric_eigen(SquareMatrix matrix) {
  SymmetricEigen result{std::vector<double>(matrix.n), SquareMatrix(matrix.n)};
  for (std::size_t i = 0; i < matrix.n; ++i) { result.vectors.at(i, i) = 1; }
  double scale = 0;
  for (const double value : matrix.values) { scale += value * value; }
  for (int sweep = 0; sweep < kMaxSweeps && off_diagonal_squares(matrix) > 1e-30 * scale; ++sweep) {
    for (std::size_t p = 0; p < matrix.n; ++p) {
      for (std::size_t q = p + 1; q < matrix.n; ++q) {
        if (matrix.at(p, q) == 0) { continue; }
        const auto rotation = annihilating(matrix, p, q);
        rotation.turn_columns(matrix);
        rotation.turn_rows(matrix);
        rotation.turn_columns(result.vectors);
      }
    }
  }
  for (std::size_t i = 0; i < matrix.n; ++i) { result.values[i] = matrix.at(i, i); }
  return result;
}

}  // namespace optimization::search
