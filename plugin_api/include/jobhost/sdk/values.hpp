// SPDX-License-Identifier: Apache-2.0
//
// The small types of the C++ SDK: JSON, text across the ABI, errors, the descriptor. Part of jobhost/plugin.hpp.
#pragma once

#include <cstdint>
#include <exception>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "jobhost/plugin.h"

namespace jobhost {

using json = nlohmann::json;

inline std::string_view to_view(jobhost_string text) noexcept {
  return text.size == 0 ? std::string_view{} : std::string_view{text.data, text.size};
}
inline jobhost_string to_abi(std::string_view text) noexcept {
  return {text.data(), text.size()};
}

// This job cannot succeed, and another attempt would not help. `code` is a short stable word in snake_case.
class JobError : public std::runtime_error {
 public:
  explicit JobError(const std::string& message, std::string code = "job_error")
      : std::runtime_error(message), code_(std::move(code)) {}
  [[nodiscard]] const std::string& code() const noexcept { return code_; }

 private:
  std::string code_;
};

// Thrown by Job::throw_if_cancelled(); let it pass.
class Cancelled : public std::exception {
 public:
  [[nodiscard]] const char* what() const noexcept override { return "cancelled"; }
};

// What a plugin is; the strings must be literals (they live as long as the process).
struct Descriptor {
  std::string_view id;
  std::string_view version;
  std::string_view title;
  std::string_view description;
  std::string_view payload_schema;
  std::string_view result_schema{};
  std::string_view example_payload{};
};

enum class LogLevel : std::int32_t {
  debug = JOBHOST_LOG_DEBUG,
  info = JOBHOST_LOG_INFO,
  warning = JOBHOST_LOG_WARNING,
  error = JOBHOST_LOG_ERROR,
};

}  // namespace jobhost
