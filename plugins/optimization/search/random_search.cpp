// Independent draws, or a finite space in an order that a keyed permutation gives without storing it.
#include "optimization/search/search_method.hpp"

namespace optimization::search {
namespace {

// A permutation of 0 .. size-1: Feistel rounds on the smallest even number of bits that holds size, repeated until
// the value lies below size (cycle walking; fewer than 4 steps on average).
class KeyedPermutation {
 public:
  KeyedPermutation(std::uint64_t seed, std::uint64_t size) : seed_(seed), size_(size) {
    while (half_bits_ < 31 && (std::uint64_t{1} << (2 * half_bits_)) < size) { ++half_bits_; }
  }
  [[nodiscard]] std::uint64_t operator()(std::uint64_t index) const {
    do { index = encrypted(index); } while (index >= size_);
    return index;
  }

 private:
  [[nodiscard]] std::uint64_t encrypted(std::uint64_t value) const {
    const std::uint64_t mask = (std::uint64_t{1} << half_bits_) - 1;
    std::uint64_t left = value >> half_bits_;
    std::uint64_t right = value & mask;
    for (std::uint64_t round = 0; round < 6; ++round) {
      const std::uint64_t mixed = quant::KeyedRandom(seed_ + round, right).next() & mask;
      const std::uint64_t next = left ^ mixed;
      left = right;
      right = next;
    }
    return left << half_bits_ | right;
  }

  std::uint64_t seed_;
  std::uint64_t size_;
  unsigned half_bits_ = 1;
};

// Ends when every allowed point was given or was tried before (by a method that this one follows).
class RandomOrder final : public SearchMethod {
 public:
  RandomOrder(const Domain& domain, const MethodOptions& options, std::uint64_t size)
      : domain_(domain), batch_(options.batch), size_(size), permutation_(options.seed, size) {}

  std::vector<Coordinates> ask() override {
    std::vector<Coordinates> candidates;
    for (; next_ < size_ && candidates.size() < batch_; ++next_) {
      auto candidate = domain_.space().coordinates_of(domain_.space().at(permutation_(next_)));
      if (domain_.is_new(candidate)) { candidates.push_back(std::move(candidate)); }
    }
    return candidates;
  }
  void tell(std::span<const Costs>) override {}

 private:
  const Domain& domain_;
  std::size_t batch_;
  std::uint64_t size_;
  KeyedPermutation permutation_;
  std::uint64_t next_ = 0;
};

class IndependentDraws final : public SearchMethod {
 public:
  IndependentDraws(const Domain& domain, const MethodOptions& options)
      : domain_(domain), batch_(options.batch), seed_(options.seed) {}

  std::vector<Coordinates> ask() override {
    std::vector<Coordinates> candidates;
    while (candidates.size() < batch_) {
      quant::KeyedRandom random(seed_, next_++);
      candidates.push_back(domain_.draw_new(random));
    }
    return candidates;
  }
  void tell(std::span<const Costs>) override {}

 private:
  const Domain& domain_;
  std::size_t batch_;
  std::uint64_t seed_;
  std::uint64_t next_ = 0;
};

}  // namespace

MethodPointer make_random(const Domain& domain, const MethodOptions& options) {
  if (const auto size = domain.space().size()) { return std::make_unique<RandomOrder>(domain, options, *size); }
  return std::make_unique<IndependentDraws>(domain, options);
}

}  // namespace optimization::search
