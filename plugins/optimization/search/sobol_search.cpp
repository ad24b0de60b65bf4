// Sobol points, each parameter scrambled by its own nested uniform (Owen) permutation, 32 bits deep.
#include <boost/random/sobol.hpp>

#include "optimization/search/search_method.hpp"

namespace optimization::search {
namespace {

std::uint32_t reversed_bits(std::uint32_t x) {
  x = (x >> 1 & 0x55555555U) | (x & 0x55555555U) << 1;
  x = (x >> 2 & 0x33333333U) | (x & 0x33333333U) << 2;
  x = (x >> 4 & 0x0f0f0f0fU) | (x & 0x0f0f0f0fU) << 4;
  x = (x >> 8 & 0x00ff00ffU) | (x & 0x00ff00ffU) << 8;
  return x >> 16 | x << 16;
}

// Every bit is flipped or not by a hash of the bits above it: multiplication by an even number carries only
// upwards, so the scramble runs on reversed bits (constants of Laine and Karras).
std::uint32_t owen_scrambled(std::uint32_t x, std::uint32_t seed) {
  x = reversed_bits(x);
  x += seed;
  x ^= x * 0x6c50b47cU;
  x ^= x * 0xb82f1e52U;
  x ^= x * 0xc7afe638U;
  x ^= x * 0x8d22f6e6U;
  return reversed_bits(x);
}

class SobolSearch final : public SearchMethod {
 public:
  SobolSearch(const Domain& domain, const MethodOptions& options)
      : domain_(domain), options_(options), engine_(domain.dimensions()) {}

  std::vector<Coordinates> ask() override {
    std::vector<Coordinates> candidates(options_.batch, Coordinates(domain_.dimensions()));
    for (auto& candidate : candidates) {
      for (std::size_t i = 0; i < candidate.size(); ++i) {
        const auto seed = static_cast<std::uint32_t>(quant::KeyedRandom(options_.seed, i).next());
        const auto scrambled = owen_scrambled(static_cast<std::uint32_t>(engine_() >> 32), seed);
        candidate[i] = (scrambled + 0.5) * 0x1p-32;
      }
    }
    return candidates;
  }
  void tell(std::span<const Costs>) override {}

 private:
  const Domain& domain_;
  MethodOptions options_;
  boost::random::sobol engine_;  // 64 bits; starts after the origin
};

}  // namespace

MethodPointer make_sobol(const Domain& domain, const MethodOptions& options) {
  return std::make_unique<SobolSearch>(domain, options);
}

}  // namespace optimization::search
