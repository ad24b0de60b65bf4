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

// The plugin's runner has looked at them already, but a plugin can write to its runner's memory.
std::optional<JobError> check_records(const std::vector<NewRecord>& records) {
  for (const auto& record : records) {
    if (is_valid_collection(record.collection) && is_valid_record_key(record.key) &&
        nlohmann::json::accept(record.json)) {
      continue;
    }
    return plugin_error(
        "invalid_record",
        fmt::format("the plugin put a record \"{}\" into \"{}\" that is not valid", record.key, record.collection));
  }
  return std::nullopt;
}

std::optional<JobError> check_plan(const std::vector<std::string>& shards) {
  for (std::size_t i = 0; i < shards.size(); ++i) {
    if (nlohmann::json::accept(shards[i])) { continue; }
    return plugin_error("invalid_shard", fmt::format("shard {} of the plugin's plan is not valid JSON", i + 1));
  }
  return std::nullopt;
}

// A partial is between the plugin's own functions: the result schema says nothing about it.
std::optional<JobError> check_partial(const std::string& partial) {
  if (nlohmann::json::accept(partial)) { return std::nullopt; }
  return plugin_error("invalid_result", "the plugin returned a partial that is not valid JSON");
}

}  // namespace

std::optional<JobError> check_output(const EndedAttempt& ended) {
  if (ended.end.planned) { return check_plan(ended.shards); }
  if (ended.end.outcome != AttemptOutcome::succeeded) { return std::nullopt; }
  if (auto wrong = check_records(ended.records)) { return wrong; }
  return ended.job.is_shard() ? check_partial(ended.result) : check_result(ended.result, *ended.type);
}

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
