#include "runtime/result_check.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "job/json_schema.hpp"

namespace jobhost {
namespace {

JobError plugin_error(std::string code, std::string message) {
  JobError error;
  error.error_class = "plugin_error";
  error.code = std::move(code);
  error.message = std::move(message);
  return error;
}

}  // namespace

std::optional<JobError> check_result(const std::string& result, const JobType& type) {
  if (!type.result_validator) {
    if (nlohmann::json::accept(result)) { return std::nullopt; }
    return plugin_error("invalid_result", "the plugin returned a result that is not valid JSON");
  }
  const auto document = nlohmann::json::parse(result, nullptr, false);
  if (document.is_discarded()) {
    return plugin_error("invalid_result", "the plugin returned a result that is not valid JSON");
  }
  const auto problems = type.result_validator->validate(document);
  if (problems.empty()) { return std::nullopt; }
  return plugin_error("invalid_result", fmt::format("the plugin's result does not match its own schema: {} {}",
                                                    problems.front().where, problems.front().what));
}

}  // namespace jobhost
