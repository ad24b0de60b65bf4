// What the plugin publishes about its payload and result: JSON Schema draft-07, from which the host validates, and
// forms and OpenAPI are made. Literals: they live as long as the process.
#pragma once

#include <string_view>

namespace optimization {

extern const std::string_view kPayloadSchema;
extern const std::string_view kResultSchema;
extern const std::string_view kExamplePayload;

}  // namespace optimization
