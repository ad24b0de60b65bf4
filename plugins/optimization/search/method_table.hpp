// From the name of a method to the method. Called by run_search; key_of and method_by_key are in run_search.hpp.
#pragma once

#include "optimization/search/run_search.hpp"
#include "optimization/search/search_method.hpp"

namespace optimization::search {

MethodPointer make_method(Method method, const Domain& domain, const MethodOptions& options);

}  // namespace optimization::search
