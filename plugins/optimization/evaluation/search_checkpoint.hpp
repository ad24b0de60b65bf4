// What a search leaves for an attempt that follows a crash: the figures of every point that it has evaluated. Pure
// functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "optimization/search/evaluation_log.hpp"

namespace optimization {

// identity: what the figures depend on beside the point (payload, versions of the series).
std::string checkpoint_of(const search::EvaluationLog& rows, std::uint64_t identity);

// The rows; none when the bytes are no checkpoint, or one of another identity or shape: then all is evaluated anew.
search::EvaluationLog rows_of_checkpoint(std::string_view bytes, std::uint64_t identity, std::size_t dimensions,
                                         std::size_t figures);

}  // namespace optimization
