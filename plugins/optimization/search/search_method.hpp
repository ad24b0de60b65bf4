// One way to choose the next points. A method works on the unit cube with costs to be minimized, and knows of the
// problem only its domain. ask and tell alternate, on the thread of run_search; everything a method does follows
// from its seed and the costs it was told, so the same seed gives the same points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "optimization/search/domain.hpp"
#include "optimization/search/pareto.hpp"

namespace optimization::search {

class SearchMethod {
 public:
  SearchMethod() = default;
  SearchMethod(const SearchMethod&) = delete;
  SearchMethod& operator=(const SearchMethod&) = delete;
  virtual ~SearchMethod() = default;

  // The next candidates. They may be infeasible or known already; neither costs budget. None: nothing is left to
  // try.
  virtual std::vector<Coordinates> ask() = 0;
  // Costs of what ask gave, in that order; +inf where infeasible or without a value.
  virtual void tell(std::span<const Costs> costs) = 0;
  // True when going on would only polish digits: the run starts afresh with another seed.
  [[nodiscard]] virtual bool converged() const { return false; }
};

struct MethodOptions {
  std::uint64_t seed = 0;
  std::size_t budget = 1'000;  // evaluations that are left
  std::size_t objectives = 1;
  std::size_t batch = 64;            // candidates per ask, where a method is free to choose
  std::size_t restart = 0;           // how often the run started afresh
  std::optional<Coordinates> start;  // where local and evolutionary methods begin
};

using MethodPointer = std::unique_ptr<SearchMethod>;

// All combinations in grid order. Throws std::invalid_argument that names the parameter when the space is not
// finite.
MethodPointer make_grid(const Domain& domain, const MethodOptions& options);
// Independent draws; a finite space in random order, no point twice, without a list of it (a permutation by Feistel
// rounds: Black and Rogaway 2002).
MethodPointer make_random(const Domain& domain, const MethodOptions& options);
// One draw in each of `budget` slices of every parameter (McKay, Beckman, Conover 1979).
MethodPointer make_latin_hypercube(const Domain& domain, const MethodOptions& options);
// Low-discrepancy sequence (Sobol 1967; directions of Joe and Kuo 2008 from Boost), Owen-scrambled by hashing
// (Laine and Karras 2011).
MethodPointer make_sobol(const Domain& domain, const MethodOptions& options);
// Tree of Parzen estimators, multivariate (Bergstra et al. 2011; Falkner, Klein, Hutter 2018).
MethodPointer make_tpe(const Domain& domain, const MethodOptions& options);
// Covariance matrix adaptation (Hansen 2016, arXiv 1604.00772); population doubled at each restart (Auger, Hansen
// 2005).
MethodPointer make_cma_es(const Domain& domain, const MethodOptions& options);
// rand/1/bin with self-adapting F and CR (Storn, Price 1997; Brest et al. 2006).
MethodPointer make_differential_evolution(const Domain& domain, const MethodOptions& options);
// Global best, constricted (Clerc, Kennedy 2002).
MethodPointer make_particle_swarm(const Domain& domain, const MethodOptions& options);
// Simulated binary crossover, polynomial mutation, elitist by front and crowding (Deb et al. 2002). With one
// objective this is a genetic algorithm with truncation selection.
MethodPointer make_nsga2(const Domain& domain, const MethodOptions& options);
// Local refinement: tries the neighbours along each parameter, moves to the best, halves the step when none is
// better (Hooke, Jeeves 1961; Torczon 1997).
MethodPointer make_pattern_search(const Domain& domain, const MethodOptions& options);

}  // namespace optimization::search
