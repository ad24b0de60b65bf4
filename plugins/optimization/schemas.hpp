// What the plugin publishes about its payload and result: JSON Schema draft-07, from which the host validates, and
// forms and OpenAPI are made. Literals: they live as long as the process.
#pragma once

#include <string_view>

namespace optimization {

extern const std::string_view kPayloadSchema;   // request/payload_schema.json
extern const std::string_view kExamplePayload;  // request/example_payload.json
extern const std::string_view kResultSchema;

}  // namespace optimization
