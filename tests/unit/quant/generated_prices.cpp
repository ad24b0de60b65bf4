#include "unit/quant/generated_prices.hpp"

#include <algorithm>
#include <cmath>

namespace {

constexpr double kTick = 1.0 / 64;

double next_price(Random& random, PriceKind kind, double price) {
  switch (kind) {
    case PriceKind::walk:
      return price * std::exp(0.04 * (random.unit() - 0.49));
    case PriceKind::ticks:
      return std::max(kTick, price + kTick * (static_cast<double>(random.below(5)) - 2));
    case PriceKind::few_prices:
      return 1 + random.below(3);
    case PriceKind::constant:
      return price;
    case PriceKind::trend:
      return price + kTick;
    case PriceKind::jumps:
      return random.below(10) == 0 ? 1 + random.below(200) : price;
  }
  return price;
}

}  // namespace

std::uint64_t Random::next() {
  std::uint64_t x = state_ += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

std::vector<double> generate_prices(Random& random, PriceKind kind, std::size_t bars) {
  std::vector<double> prices;
  double price = kind == PriceKind::walk ? 10 + 90 * random.unit() : 1 + random.below(50);
  for (std::size_t bar = 0; bar < bars; ++bar) {
    prices.push_back(price);
    price = next_price(random, kind, price);
  }
  return prices;
}
