// The fastest case of the sweep: long while one row is above another, for very many pairs of rows. Bars are worked
// through in chunks, so that the rows need not exist as a whole and the second-level cache holds what is in work.
// Time grows with pairs x bars / 64 plus the number of trades. Runs on the caller's thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

#include "quant/sweep/holdings_account.hpp"
#include "quant/numeric/simd_level.hpp"

namespace quant {

struct CrossRows {
  // Fills out[i] with the value of the row at bar begin + i. Where the row has none (too early, behind the last
  // bar) any number that is not NaN will do, best one that is no tie with another row's.
  std::function<void(std::size_t row, std::size_t begin, std::span<double> out)> fill;
  // Per row the first bar with a value; all later bars have one. At least the number of bars: never.
  std::span<const std::uint32_t> first_valid;
};

// Long from the bar where `fast` crosses above `slow` to where it crosses below.
struct CrossPair {
  std::uint32_t fast, slow;  // rows
};

struct CrossSweepOptions {
  Fill fill = Fill::signal_close;
  bool close_at_end = false;
  std::size_t chunk_bars = 512;  // a multiple of 64
  SimdLevel simd = best_simd_level();
  std::function<void(double)> on_progress{};  // see SweepOptions
};

// Where the accounts of the pairs go, in the order of `pairs`: of each as many as terms.cuts. figures: empty when
// they are not wanted.
struct CrossAccounts {
  std::span<Segment> segments;
  std::span<TradeFigures> figures{};
};

void sweep_crosses(const CrossRows& rows, std::span<const CrossPair> pairs, const AccountTerms& terms,
                   const CrossSweepOptions& options, const CrossAccounts& accounts);

}  // namespace quant
