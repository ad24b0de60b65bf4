#include "optimization/search/domain.hpp"

#include <cmath>

#include "quant/inference/normal_distribution.hpp"

namespace optimization::search {

bool Domain::is_new(const Coordinates& coordinates) const {
  const Point point = space().snap(coordinates);
  return allows(point) && !tried_(point);
}

Coordinates Domain::draw_new(quant::KeyedRandom& random) const {
  return first_new(100, [&] { return draw_uniform(random, dimensions()); });
}

Coordinates draw_uniform(quant::KeyedRandom& random, std::size_t dimensions) {
  Coordinates coordinates(dimensions);
  for (double& coordinate : coordinates) { coordinate = random.unit(); }
  return coordinates;
}

// By inversion, so that one number is drawn for each; never at 0 or 1.
double draw_normal(quant::KeyedRandom& random) {
  const double open_unit = (static_cast<double>(random.next() >> 12) + 0.5) * 0x1p-52;
  return quant::normal_quantile(open_unit);
}

double reflected(double coordinate) {
  return std::fabs(std::remainder(coordinate, 2.0));
}

}  // namespace optimization::search
