#include "quant/inference/replicate_sums.hpp"

#include <algorithm>

#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_SSE4 | HWY_AVX3_DL)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "quant/inference/replicate_sums.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#ifndef QUANT_INFERENCE_REPLICATE_TILE
#define QUANT_INFERENCE_REPLICATE_TILE
namespace quant {

// Rows of a table and of weights, and where their sums go on.
struct RowBlock {
  const double* values;
  const double* weights;
  double* sums;
  std::size_t rows, stride;
};

}  // namespace quant
#endif

HWY_BEFORE_NAMESPACE();
namespace quant::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// Sums that stay in registers: that many replicates of one vector of columns.
constexpr std::size_t kInRegisters = 8;

[[maybe_unused]] void add_vector(const RowBlock& block, std::size_t column, std::size_t replicate) {
  const hn::CappedTag<double, 8> lanes;
  double* out = block.sums + replicate * block.stride + column;
  auto s0 = hn::LoadU(lanes, out), s1 = hn::LoadU(lanes, out + block.stride);
  auto s2 = hn::LoadU(lanes, out + 2 * block.stride), s3 = hn::LoadU(lanes, out + 3 * block.stride);
  auto s4 = hn::LoadU(lanes, out + 4 * block.stride), s5 = hn::LoadU(lanes, out + 5 * block.stride);
  auto s6 = hn::LoadU(lanes, out + 6 * block.stride), s7 = hn::LoadU(lanes, out + 7 * block.stride);
  for (std::size_t row = 0; row < block.rows; ++row) {
    const auto value = hn::LoadU(lanes, block.values + row * block.stride + column);
    const double* weight = block.weights + row * kReplicatesAtOnce + replicate;
    s0 = hn::Add(s0, hn::Mul(value, hn::Set(lanes, weight[0])));
    s1 = hn::Add(s1, hn::Mul(value, hn::Set(lanes, weight[1])));
    s2 = hn::Add(s2, hn::Mul(value, hn::Set(lanes, weight[2])));
    s3 = hn::Add(s3, hn::Mul(value, hn::Set(lanes, weight[3])));
    s4 = hn::Add(s4, hn::Mul(value, hn::Set(lanes, weight[4])));
    s5 = hn::Add(s5, hn::Mul(value, hn::Set(lanes, weight[5])));
    s6 = hn::Add(s6, hn::Mul(value, hn::Set(lanes, weight[6])));
    s7 = hn::Add(s7, hn::Mul(value, hn::Set(lanes, weight[7])));
  }
  hn::StoreU(s0, lanes, out);
  hn::StoreU(s1, lanes, out + block.stride);
  hn::StoreU(s2, lanes, out + 2 * block.stride);
  hn::StoreU(s3, lanes, out + 3 * block.stride);
  hn::StoreU(s4, lanes, out + 4 * block.stride);
  hn::StoreU(s5, lanes, out + 5 * block.stride);
  hn::StoreU(s6, lanes, out + 6 * block.stride);
  hn::StoreU(s7, lanes, out + 7 * block.stride);
}

[[maybe_unused]] void add_block(const RowBlock& block) {
  for (std::size_t column = 0; column < block.stride; column += hn::Lanes(hn::CappedTag<double, 8>())) {
    for (std::size_t replicate = 0; replicate < kReplicatesAtOnce; replicate += kInRegisters) {
      add_vector(block, column, replicate);
    }
  }
}

}  // namespace
}  // namespace quant::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace quant {
namespace {

constexpr std::size_t kWidestVector = 8;
constexpr std::size_t kRowsInCache = 128;  // of a hundred columns and their weights: 140 KB

void (*block_adder(SimdLevel level))(const RowBlock&) {
#if defined(__x86_64__)
  if (level == SimdLevel::avx512) { return N_AVX3::add_block; }
  if (level == SimdLevel::avx2) { return N_AVX2::add_block; }
#endif
  static_cast<void>(level);
  return HWY_STATIC_DISPATCH(add_block);
}

}  // namespace

ReplicateSums::ReplicateSums(const ReturnColumns& table, std::span<const std::size_t> chosen, SimdLevel simd)
    : rows_(table.rows),
      columns_(chosen.size()),
      stride_((chosen.size() + kWidestVector - 1) / kWidestVector * kWidestVector),
      simd_(simd),
      values_(rows_ * stride_),
      sums_(kReplicatesAtOnce * stride_) {
  for (std::size_t k = 0; k < columns_; ++k) {
    const auto column = table.column(chosen[k]);
    for (std::size_t row = 0; row < rows_; ++row) { values_[row * stride_ + k] = column[row]; }
  }
}

void ReplicateSums::add_up(std::span<const double> weights) {
  std::fill(sums_.begin(), sums_.end(), 0.0);
  const auto add = block_adder(simd_);
  for (std::size_t row = 0; row < rows_; row += kRowsInCache) {
    add({.values = values_.data() + row * stride_,
         .weights = weights.data() + row * kReplicatesAtOnce,
         .sums = sums_.data(),
         .rows = std::min(kRowsInCache, rows_ - row),
         .stride = stride_});
  }
}

}  // namespace quant
#endif
