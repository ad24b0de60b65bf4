#include "runtime/job_types.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "job/json_schema.hpp"

namespace jobhost {
namespace {

void set_limits(JobType& type, const JobTypeConfig& config) {
  type.concurrency = config.concurrency;
  type.max_attempts = config.retry.max_attempts;
  type.timeout = config.timeout;
  type.limits = {.memory_bytes = config.limits.memory_bytes,
                 .cpu_time = config.limits.cpu_time,
                 .nice = config.limits.nice,
                 .allow_network = config.limits.allow_network,
                 .max_output_bytes = config.max_output_bytes,
                 .crash_limit = config.crash_limit};
}

JobType from_config(const JobTypeConfig& config) {
  JobType type;
  type.name = config.name;
  set_limits(type, config);
  return type;
}

void check_example(const JobType& type) {
  if (type.example_payload.empty()) { return; }
  const auto problems = type.payload_validator->validate(nlohmann::json::parse(type.example_payload));
  if (!problems.empty()) {
    throw UserError(fmt::format("the plugin's example payload is not valid against its own schema: {} {}",
                                problems.front().where, problems.front().what));
  }
}

}  // namespace

std::shared_ptr<const JobType> JobTypes::find(std::string_view name) const {
  const std::scoped_lock lock(mutex_);
  const auto found = types_.find(name);
  return found == types_.end() ? nullptr : found->second;
}

std::vector<std::shared_ptr<const JobType>> JobTypes::list() const {
  const std::scoped_lock lock(mutex_);
  std::vector<std::shared_ptr<const JobType>> all;
  for (const auto& [name, type] : types_) { all.push_back(type); }
  return all;
}

void JobTypes::publish(std::shared_ptr<const JobType> type) {
  const std::scoped_lock lock(mutex_);
  types_[type->name] = std::move(type);
}

void JobTypes::remove(const std::string& name) {
  const std::scoped_lock lock(mutex_);
  types_.erase(name);
}

std::shared_ptr<const JobType> available_type(const JobTypeConfig& config, const std::string& digest,
                                              const nlohmann::json& descriptor) {
  auto type = from_config(config);
  type.available = true;
  type.version = descriptor.at("version").get<std::string>();
  type.title = descriptor.at("title").get<std::string>();
  type.description = descriptor.at("description").get<std::string>();
  type.payload_schema = descriptor.at("payload_schema").get<std::string>();
  type.result_schema = descriptor.at("result_schema").get<std::string>();
  type.example_payload = descriptor.at("example_payload").get<std::string>();
  type.plugin_digest = digest;
  type.sandbox = descriptor.at("sandbox").at("level").get<std::string>();
  type.payload_validator = std::make_shared<JsonSchema>(type.payload_schema);
  if (!type.result_schema.empty()) { type.result_validator = std::make_shared<JsonSchema>(type.result_schema); }
  check_example(type);
  return std::make_shared<const JobType>(std::move(type));
}

std::shared_ptr<const JobType> with_limits(const JobType& type, const JobTypeConfig& config) {
  auto changed = std::make_shared<JobType>(type);
  set_limits(*changed, config);
  return changed;
}

std::shared_ptr<const JobType> unavailable_type(const JobTypeConfig& config, const std::string& reason) {
  auto type = from_config(config);
  type.unavailable_reason = reason;
  return std::make_shared<const JobType>(std::move(type));
}

}  // namespace jobhost
