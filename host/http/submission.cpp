#include "http/submission.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "config/closest_name.hpp"
#include "http/json_input.hpp"
#include "http/problem.hpp"
#include "http/submission_fields.hpp"
#include "job/json_schema.hpp"

namespace jobhost {
namespace {

using nlohmann::json;

std::vector<std::string> names_of(const JobTypeCatalog& job_types) {
  std::vector<std::string> names;
  for (const auto& type : job_types.list()) { names.push_back(type->name); }
  return names;
}

Response unknown_type(const std::string& name, const JobTypeCatalog& job_types) {
  const auto known = names_of(job_types);
  const auto meant = closest_name(name, known);
  return problem(404, "unknown_job_type",
                 fmt::format("there is no job type \"{}\"; {}known: {}", name,
                             meant ? fmt::format("did you mean \"{}\"? ", *meant) : "",
                             known.empty() ? "none" : fmt::format("{}", fmt::join(known, ", "))));
}

Response unavailable(const JobType& type) {
  return problem_for_now(503, "job_type_unavailable",
                         fmt::format("job type \"{}\" is not available: {}", type.name, type.unavailable_reason),
                         10);
}

Response invalid(const std::vector<Problem>& problems) {
  return problem(422, "invalid_submission",
                 problems.size() == 1 ? fmt::format("{} {}", problems[0].where, problems[0].what)
                                      : fmt::format("{} things are wrong with this job", problems.size()),
                 problems);
}

void append(std::vector<Problem>& problems, std::vector<Problem>&& more) {
  problems.insert(problems.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

std::variant<NewJob, Response> read_submission(const std::string& body, const JobTypeCatalog& job_types) {
  json document;
  if (auto refusal = parse_json(body, document)) { return *std::move(refusal); }
  if (!document.is_object()) { return invalid({{"", "the body must be a JSON object"}}); }

  NewJob job;
  auto problems = read_submission_fields(document, job);
  if (job.type.empty()) { return invalid(problems); }
  const auto type = job_types.find(job.type);
  if (!type) { return unknown_type(job.type, job_types); }
  if (!type->available || !type->payload_validator) { return unavailable(*type); }

  const auto payload = document.find("payload");
  static const json empty = json::object();
  const auto& value = payload == document.end() ? empty : *payload;
  append(problems, type->payload_validator->validate(value, "/payload"));
  if (problems.empty() && !value.is_object()) { problems.push_back({"/payload", "must be a JSON object"}); }
  if (!problems.empty()) { return invalid(problems); }
  job.payload = value.dump();
  if (!document.contains("max_attempts")) { job.max_attempts = type->max_attempts; }
  return job;
}

}  // namespace jobhost
