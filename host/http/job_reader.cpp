#include "http/job_reader.hpp"

#include <fmt/format.h>

#include "http/job_document.hpp"
#include "http/problem.hpp"

namespace jobhost {

bool show_unavailable_plugin(Job& job, const JobTypeCatalog& job_types) {
  if (is_terminal(job.state) || job.state == JobState::running) { return false; }
  const auto type = job_types.find(job.type);
  if (type && type->available) { return false; }
  JobError error;
  error.error_class = "plugin_unavailable";
  error.code = type ? "plugin_unavailable" : "job_type_removed";
  error.message = type ? fmt::format("the job waits for its plugin: {}", type->unavailable_reason)
                       : fmt::format("the job waits: there is no job type \"{}\" in jobs.yaml", job.type);
  error.retryable = true;
  job.error = std::move(error);
  return true;
}

std::optional<JobView> read_job(const JobStore& jobs, const JobTypeCatalog& job_types, JobId id) {
  auto detail = jobs.find(id);
  if (!detail) { return std::nullopt; }
  // No change of the job, but of what clients see: another ETag.
  const bool blocked = show_unavailable_plugin(detail->job, job_types);
  std::optional<std::string> result;
  if (detail->result_size && *detail->result_size <= kMostResultBytesInDocument) {
    result = jobs.result(id, 0, kMostResultBytesInDocument);
    // A retry between the two reads may have taken it away or made it another one: then the next GET has it.
    if (result && static_cast<std::int64_t>(result->size()) != *detail->result_size) { result.reset(); }
  }
  const auto etag = etag_of(id, blocked ? -detail->job.revision : detail->job.revision);
  return JobView{id, detail->job.state, etag, job_document(*detail, result)};
}

Response job_response(const JobView& view, int status) {
  Response response;
  response.status = status;
  response.headers.emplace_back("ETag", view.etag);
  response.headers.emplace_back("Cache-Control", "no-cache");
  if (!is_terminal(view.state)) { response.headers.emplace_back("Retry-After", "1"); }
  response.body = view.body;
  return response;
}

Response not_modified(const JobView& view) {
  Response response;
  response.status = 304;
  response.headers.emplace_back("ETag", view.etag);
  if (!is_terminal(view.state)) { response.headers.emplace_back("Retry-After", "1"); }
  return response;
}

Response no_such_job(std::string_view id) {
  return problem(404, "no_such_job", fmt::format("there is no job {}", id));
}

}  // namespace jobhost
