// A density over the unit cube made of one kernel per observed point and a flat one: what TPE believes about good
// and about bad points. Immutable after construction; any thread. Bandwidth: Scott's rule as in the multivariate
// TPE of Falkner, Klein and Hutter (2018); choices: Aitchison and Aitken (1976).
#pragma once

#include <cstddef>
#include <vector>

#include "optimization/search/search_space.hpp"
#include "quant/numeric/keyed_random.hpp"

namespace optimization::search {

class ParzenMixture {
 public:
  // `space` must outlive it.
  ParzenMixture(const SearchSpace& space, std::vector<Coordinates> centres);

  [[nodiscard]] Coordinates draw(quant::KeyedRandom& random) const;
  // Log density, up to nothing: kernels are normalized within the cube.
  [[nodiscard]] double log_density(const Coordinates& at) const;

 private:
  [[nodiscard]] double draw_near(double centre, std::size_t parameter, quant::KeyedRandom& random) const;
  [[nodiscard]] double log_kernel(const Coordinates& at, std::size_t kernel) const;

  const SearchSpace& space_;
  std::vector<Coordinates> centres_;
  std::vector<double> widths_;     // per parameter; of a choice: log of how much its kernel prefers its own centre
  std::vector<double> log_norms_;  // per kernel: of the part of its bell inside the cube
};

}  // namespace optimization::search
