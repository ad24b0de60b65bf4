// Eigenvalues and eigenvectors of a small symmetric matrix (a search has tens of parameters at most), by cyclic
// Jacobi rotations: accurate, deterministic, O(n^3) per sweep with about ten sweeps. Pure function, any thread.
// Source: Golub and Van Loan, Matrix Computations, 8.5.
#pragma once

#include <cstddef>
#include <vector>

namespace optimization::search {

// Row by row, n * n.
struct SquareMatrix {
  std::size_t n = 0;
  std::vector<double> values;
  explicit SquareMatrix(std::size_t size) : n(size), values(size * size) {}
  double& at(std::size_t row, std::size_t column) { return values[row * n + column]; }
  [[nodiscard]] double at(std::size_t row, std::size_t column) const { return values[row * n + column]; }
};

struct SymmetricEigen {
  std::vector<double> values;  // not sorted
  SquareMatrix vectors;        // column k belongs to values[k]; orthonormal
};

SymmetricEigen symmetric_eigen(SquareMatrix matrix);

}  // namespace optimization::search
