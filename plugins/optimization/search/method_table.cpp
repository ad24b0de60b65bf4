// Keys and makers of all methods, in one table.
#include <array>

#include "optimization/search/method_table.hpp"
#include "optimization/search/run_search.hpp"
#include "optimization/search/search_method.hpp"

namespace optimization::search {
namespace {

struct MethodEntry {
  Method method;
  std::string_view key;
  bool several_objectives;
  MethodPointer (*make)(const Domain&, const MethodOptions&);
};

constexpr std::array kMethods{
    MethodEntry{Method::grid, "grid", true, make_grid},
    MethodEntry{Method::random, "random", true, make_random},
    MethodEntry{Method::latin_hypercube, "latin_hypercube", true, make_latin_hypercube},
    MethodEntry{Method::sobol, "sobol", true, make_sobol},
    MethodEntry{Method::tpe, "tpe", false, make_tpe},
    MethodEntry{Method::cma_es, "cma_es", false, make_cma_es},
    MethodEntry{Method::differential_evolution, "differential_evolution", false, make_differential_evolution},
    MethodEntry{Method::particle_swarm, "particle_swarm", false, make_particle_swarm},
    MethodEntry{Method::genetic, "genetic", false, make_nsga2},
    MethodEntry{Method::nsga2, "nsga2", true, make_nsga2},
    MethodEntry{Method::pattern_search, "pattern_search", false, make_pattern_search},
};

const MethodEntry& entry_of(Method method) {
  return kMethods.at(static_cast<std::size_t>(method));
}

}  // namespace

std::string_view key_of(Method method) {
  return entry_of(method).key;
}

std::optional<Method> method_by_key(std::string_view key) {
  for (const auto& entry : kMethods) {
    if (entry.key == key) { return entry.method; }
  }
  return std::nullopt;
}

bool takes_several_objectives(Method method) {
  return entry_of(method).several_objectives;
}

MethodPointer make_method(Method method, const Domain& domain, const MethodOptions& options) {
  return entry_of(method).make(domain, options);
}

}  // namespace optimization::search
