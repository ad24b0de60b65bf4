// The payload that the plugin itself gives as its example.
#pragma once

#include <nlohmann/json.hpp>

#include "optimization/schemas.hpp"

inline nlohmann::json example() {
  return nlohmann::json::parse(optimization::kExamplePayload);
}
