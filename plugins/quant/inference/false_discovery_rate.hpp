// Which of many tests hold when all of them are counted: patterns by horizon, discovered rules. Pure functions, any
// thread. Source: Benjamini and Hochberg (1995); Benjamini and Yekutieli (2001) for tests that depend on each other
// in any way (statsmodels: fdr_bh, fdr_by).
#pragma once

#include <span>
#include <vector>

namespace quant {

enum class Dependence {
  positive,  // Benjamini-Hochberg: independent or positively dependent tests
  any,       // Benjamini-Yekutieli: more severe by 1 + 1/2 + ... + 1/m
};

// One adjusted value per test, in the same order: rejecting all tests with adjusted value <= q keeps the expected
// part of false discoveries at q. A p-value that is NaN (no test was possible) stays NaN and is not counted as a
// test.
std::vector<double> adjust_for_false_discoveries(std::span<const double> p_values,
                                                 Dependence dependence = Dependence::positive);

}  // namespace quant
