#include "runtime/scheduled_job.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "job/json_schema.hpp"

namespace jobhost {
namespace {

std::string metadata_of(const ScheduleConfig& schedule, const std::optional<Timestamp>& slot) {
  nlohmann::ordered_json metadata{{"schedule", schedule.name}};
  if (slot) { metadata["slot"] = format_rfc3339(*slot); }
  return metadata.dump();
}

std::string sentence_of(const ScheduleConfig& schedule, const std::vector<Problem>& problems) {
  auto sentence = fmt::format("job type \"{}\" does not take the payload: {} {}", schedule.type,
                              problems.front().where, problems.front().what);
  if (problems.size() > 1) { sentence += fmt::format(" (and {} more)", problems.size() - 1); }
  return sentence;
}

}  // namespace

std::variant<NewJob, ScheduleRun> scheduled_job(const ScheduleConfig& schedule, const JobTypeCatalog& job_types,
                                                const std::optional<Timestamp>& slot) {
  const auto type = job_types.find(schedule.type);
  if (!type || !type->available || !type->payload_validator) {
    const auto why = type ? type->unavailable_reason : "it is no longer in jobs.yaml";
    return ScheduleRun{.outcome = ScheduleOutcome::type_unavailable,
                       .reason = fmt::format("job type \"{}\" is not available: {}", schedule.type, why)};
  }
  auto problems = type->payload_validator->validate(nlohmann::json::parse(schedule.payload), "/payload");
  if (!problems.empty()) {
    auto reason = sentence_of(schedule, problems);
    return ScheduleRun{ScheduleOutcome::payload_invalid, 0, std::move(reason), std::move(problems)};
  }
  NewJob job;
  job.type = schedule.type;
  job.payload = schedule.payload;
  job.priority = schedule.priority;
  job.max_attempts = schedule.max_attempts.value_or(type->max_attempts);
  job.timeout = schedule.timeout;
  job.tags = schedule.tags;
  job.metadata = metadata_of(schedule, slot);
  return job;
}

}  // namespace jobhost
