// Why a plugin cannot be used. Thrown while a plugin file is staged, checked or loaded; shown in GET /v1/plugins,
// in the log and by `jobhost plugin explain`.
#pragma once

#include <stdexcept>
#include <string>

namespace jobhost {

class PluginRefused : public std::runtime_error {
 public:
  // code: a stable word in snake_case; reason: a sentence; fix: what to do about it, may be empty.
  PluginRefused(std::string code, const std::string& reason, std::string fix = {})
      : std::runtime_error(reason), code_(std::move(code)), fix_(std::move(fix)) {}
  [[nodiscard]] const std::string& code() const noexcept { return code_; }
  [[nodiscard]] const std::string& fix() const noexcept { return fix_; }

 private:
  std::string code_;
  std::string fix_;
};

}  // namespace jobhost
