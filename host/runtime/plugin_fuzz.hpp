// Runs a plugin with random payloads that fit its schema and reports those that break it: a crash, a hang, a result
// that does not fit. For `jobhost plugin check --fuzz`; one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "runtime/plugin_checks.hpp"

namespace jobhost {

struct FuzzFailure {
  int number = 0;  // of the payload, from 1; with the seed it gives the payload again
  std::string payload;
  std::string code;  // crashed, timed_out, too_large, invalid_result
  std::string message;
};

struct FuzzReport {
  std::uint64_t seed = 0;
  int payloads = 0;
  int succeeded = 0;
  int failed_in_good_order = 0;
  int cancelled = 0;                  // took too long and stopped when it was told to
  std::vector<FuzzFailure> failures;  // the first ten; then it stops
};

FuzzReport fuzz_plugin(const CheckContext& context, int payloads, std::uint64_t seed);

// Why a result cannot be taken; empty when it can.
std::string result_problem(const nlohmann::json& descriptor, const std::string& result);

}  // namespace jobhost
