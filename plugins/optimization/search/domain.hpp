// What a search method may ask about the problem: which points exist, which are allowed, which were tried in this
// run. A view; one thread at a time.
#pragma once

#include <functional>

#include "optimization/search/problem.hpp"
#include "quant/numeric/keyed_random.hpp"

namespace optimization::search {

class Domain {
 public:
  // Both must outlive it. `tried`: true for points of this run.
  Domain(const Problem& problem, std::function<bool(const Point&)> tried)
      : problem_(problem), tried_(std::move(tried)) {}

  [[nodiscard]] const SearchSpace& space() const noexcept { return problem_.space; }
  [[nodiscard]] std::size_t dimensions() const noexcept { return problem_.space.dimensions(); }
  [[nodiscard]] bool allows(const Point& point) const { return !problem_.feasible || problem_.feasible(point); }
  // Allowed and not tried yet.
  [[nodiscard]] bool is_new(const Coordinates& coordinates) const;

  // Uniform; allowed and new if 100 draws find such a point, else the last draw.
  [[nodiscard]] Coordinates draw_new(quant::KeyedRandom& random) const;
  // Calls make() until it gives an allowed new point, at most `tries` times; the last one if none was.
  template <class Make>
  [[nodiscard]] Coordinates first_new(std::size_t tries, Make&& make) const {
    Coordinates candidate = make();
    for (std::size_t i = 1; i < tries && !is_new(candidate); ++i) { candidate = make(); }
    return candidate;
  }

 private:
  const Problem& problem_;
  std::function<bool(const Point&)> tried_;
};

Coordinates draw_uniform(quant::KeyedRandom& random, std::size_t dimensions);

// Standard normal.
double draw_normal(quant::KeyedRandom& random);

// Mirrors a coordinate that left [0, 1] back into it.
double reflected(double coordinate);

}  // namespace optimization::search
