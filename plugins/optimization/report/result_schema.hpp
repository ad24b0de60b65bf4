// What the plugin publishes about its result: JSON Schema draft-07, against which the host validates what
// result_document makes. A literal: it lives as long as the process.
#pragma once

#include <string_view>

namespace optimization {

extern const std::string_view kResultSchema;

}  // namespace optimization
