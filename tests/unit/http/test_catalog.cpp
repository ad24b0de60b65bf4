#include "unit/http/test_catalog.hpp"

#include "job/json_schema.hpp"

namespace jobhost {
namespace {

std::shared_ptr<JobType> available_type(const std::string& name, const std::string& schema) {
  auto type = std::make_shared<JobType>();
  type->name = name;
  type->available = true;
  type->version = "1.2.3";
  type->title = name;
  type->payload_schema = schema;
  type->payload_validator = std::make_shared<JsonSchema>(schema);
  type->example_payload = "{}";
  type->max_attempts = 3;
  type->timeout = std::chrono::minutes{10};
  type->limits.memory_bytes = 1 << 30;
  type->sandbox = "full";
  return type;
}

constexpr const char* kOptimizationSchema = R"({
  "type": "object", "required": ["symbol"], "additionalProperties": false,
  "properties": {
    "symbol": {"type": "string"}, "top": {"type": "integer", "minimum": 1},
    "costs": {"type": "object", "additionalProperties": false,
              "properties": {"fee_bps": {"type": "number", "minimum": 0}}}
  }
})";

}  // namespace

TestCatalog::TestCatalog() {
  auto broken = std::make_shared<JobType>();
  broken->name = "broken";
  broken->unavailable_reason = "broken.so is not a plugin";
  types_ = {broken, available_type("echo", R"({"type":"object"})"),
            available_type("optimization", kOptimizationSchema)};
}

std::shared_ptr<const JobType> TestCatalog::find(std::string_view name) const {
  for (const auto& type : types_) {
    if (type->name == name) { return type; }
  }
  return nullptr;
}

}  // namespace jobhost
