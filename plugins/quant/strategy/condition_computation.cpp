#include <algorithm>
#include <cassert>

#include "quant/strategy/node_computation.hpp"

namespace quant {
namespace {

constexpr std::size_t kWordBars = 64;

// One word from up to 64 bars of two rows.
template <typename Compare>
std::uint64_t comparison_word(std::span<const double> a, std::span<const double> b, Compare compare) {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < a.size(); ++i) { word |= std::uint64_t{compare(a[i], b[i]) ? 1U : 0U} << i; }
  return word;
}

// Calls each(word index, the bars of a, the bars of b).
template <typename Each>
void for_each_word(const NodeInputs& inputs, BitSeries& bits, Each each) {
  for (std::size_t begin = 0, word = 0; begin < bits.size(); begin += kWordBars, ++word) {
    const auto bars = std::min(kWordBars, bits.size() - begin);
    bits.words()[word] = each(inputs.rows[0].subspan(begin, bars), inputs.rows[1].subspan(begin, bars));
  }
}

template <typename Compare>
void compute_comparison(const NodeInputs& inputs, BitSeries& bits, Compare compare) {
  for_each_word(inputs, bits, [&](auto a, auto b) { return comparison_word(a, b, compare); });
}

// Each bit is set by `set`, else keeps what the bit before it is while `keep`: a carry through the word in six
// steps (Kogge and Stone 1973).
std::uint64_t latched(std::uint64_t set, std::uint64_t keep, bool carry) {
  std::uint64_t state = set | (keep & static_cast<std::uint64_t>(carry));
  for (unsigned step = 1; step < kWordBars; step *= 2) {
    state |= keep & (state << step);
    keep &= keep << step;
  }
  return state;
}

// crossed_above of vectorbt 1.1: above now, not above one bar ago, and strictly below at some bar since the last
// NaN. A tie between two bars above therefore crosses once more.
void compute_cross_above(const NodeInputs& inputs, BitSeries& bits) {
  bool was_above = false;
  bool was_below = false;
  for_each_word(inputs, bits, [&](auto a, auto b) {
    const auto above = comparison_word(a, b, [](double x, double y) { return x > y; });
    const auto below = comparison_word(a, b, [](double x, double y) { return x < y; });
    const auto equal = comparison_word(a, b, [](double x, double y) { return x == y; });
    const auto has_been_below = latched(below, above | equal, was_below);
    const auto above_before = above << 1 | std::uint64_t{was_above ? 1U : 0U};
    const auto below_before = has_been_below << 1 | std::uint64_t{was_below ? 1U : 0U};
    was_above = above >> 63 != 0;
    was_below = has_been_below >> 63 != 0;
    return above & ~above_before & below_before;
  });
}

template <typename Compare>
void compute_run(std::span<const double> row, double bars, BitSeries& bits, Compare compare) {
  const auto needed = static_cast<std::size_t>(bars);
  std::size_t run = 0;
  for (std::size_t bar = 1; bar < row.size(); ++bar) {
    run = compare(row[bar - 1], row[bar]) ? run + 1 : 0;
    if (run >= needed) { bits.set(bar); }
  }
}

void shift_bits(const BitSeries& from, double by, BitSeries& bits) {
  const auto bars = static_cast<std::size_t>(by);
  const auto words = bars / kWordBars;
  const auto rest = bars % kWordBars;
  const auto source = from.words();
  for (std::size_t word = words; word < source.size(); ++word) {
    const auto high = source[word - words] << rest;
    const auto low = rest == 0 || word == words ? 0 : source[word - words - 1] >> (kWordBars - rest);
    bits.words()[word] = high | low;
  }
  bits.clear_behind_end();
}

template <typename Combine>
void combine_words(const NodeInputs& inputs, BitSeries& bits, Combine combine) {
  const auto a = inputs.conditions[0]->words();
  const auto b = inputs.conditions[1] == nullptr ? a : inputs.conditions[1]->words();
  for (std::size_t word = 0; word < a.size(); ++word) { bits.words()[word] = combine(a[word], b[word]); }
  bits.clear_behind_end();
}

}  // namespace

BitSeries compute_condition(const GraphNode& node, std::span<const double> numbers, const BarsView& bars,
                            const NodeInputs& inputs) {
  BitSeries bits(bars.size());
  switch (node.operation) {
    case Operation::truth:
      std::fill(bits.words().begin(), bits.words().end(), numbers[0] != 0 ? ~std::uint64_t{0} : 0);
      bits.clear_behind_end();
      break;
    case Operation::less:
      compute_comparison(inputs, bits, [](double a, double b) { return a < b; });
      break;
    case Operation::less_equal:
      compute_comparison(inputs, bits, [](double a, double b) { return a <= b; });
      break;
    case Operation::equal:
      compute_comparison(inputs, bits, [](double a, double b) { return a == b; });
      break;
    case Operation::not_equal:
      compute_comparison(inputs, bits, [](double a, double b) { return a < b || a > b; });
      break;
    case Operation::both:
      combine_words(inputs, bits, [](std::uint64_t a, std::uint64_t b) { return a & b; });
      break;
    case Operation::either:
      combine_words(inputs, bits, [](std::uint64_t a, std::uint64_t b) { return a | b; });
      break;
    case Operation::negation:
      combine_words(inputs, bits, [](std::uint64_t a, std::uint64_t) { return ~a; });
      break;
    case Operation::cross_above:
      compute_cross_above(inputs, bits);
      break;
    case Operation::rising:
      compute_run(inputs.rows[0], numbers[0], bits, [](double before, double now) { return before < now; });
      break;
    case Operation::falling:
      compute_run(inputs.rows[0], numbers[0], bits, [](double before, double now) { return before > now; });
      break;
    case Operation::shift:
      shift_bits(*inputs.conditions[0], numbers[0], bits);
      break;
    default:
      assert(false && "no condition");
  }
  return bits;
}

}  // namespace quant
