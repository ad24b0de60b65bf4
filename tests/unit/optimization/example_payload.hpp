// The payload that the plugin itself gives as its example, and the parameters of its strategy.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "optimization/schemas.hpp"

inline nlohmann::json example() {
  return nlohmann::json::parse(optimization::kExamplePayload);
}

inline const std::vector<std::string> kNames{"fast", "slow"};
