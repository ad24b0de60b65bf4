// Which two searched parameters a heat map shows: the first two that have more than one value; and which one a
// curve shows when there is only that. Pure; any thread.
#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "optimization/request/parameter_space.hpp"

namespace optimization {

// Positions among ParameterSpace::axes(); nullopt when fewer than two axes vary.
std::optional<std::array<std::size_t, 2>> heat_map_axes(const ParameterSpace& space);
// The only axis that varies; nullopt when none or several do.
std::optional<std::size_t> curve_axis(const ParameterSpace& space);

}  // namespace optimization
