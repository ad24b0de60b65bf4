// Payloads made from the example, and what the reader says to bad ones.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "optimization/request/request.hpp"
#include "unit/optimization/example_payload.hpp"
#include "unit/quant_job/expect_job_error.hpp"

// The example with one value replaced or added, at a JSON Pointer.
inline nlohmann::json example_with(const std::string& pointer, const nlohmann::json& value) {
  auto payload = example();
  payload[nlohmann::json::json_pointer(pointer)] = value;
  return payload;
}

inline nlohmann::json example_without(const char* field) {
  auto payload = example();
  payload.erase(field);
  return payload;
}

// Another strategy over its own ranges.
inline nlohmann::json example_of(const nlohmann::json& strategy) {
  return {{"symbol", "SP500"}, {"timeframe", "1d"}, {"strategy", strategy}};
}

inline optimization::Request read_with(const std::string& pointer, const nlohmann::json& value) {
  return optimization::read_request(example_with(pointer, value));
}

inline void expect_refused(const nlohmann::json& payload, const std::string& code, const std::string& text) {
  expect_job_error(code, text, [&] { optimization::read_request(payload); });
}

inline void expect_invalid(const std::string& pointer, const nlohmann::json& value, const std::string& text) {
  expect_refused(example_with(pointer, value), "invalid_payload", text);
}
