#include "http/job_reader.hpp"

#include <fmt/format.h>

#include "http/job_document.hpp"
#include "http/problem.hpp"

namespace jobhost {

std::optional<JobView> read_job(const JobStore& jobs, JobId id) {
  const auto detail = jobs.find(id);
  if (!detail) { return std::nullopt; }
  std::optional<std::string> result;
  if (detail->result_size && *detail->result_size <= kMostResultBytesInDocument) {
    result = jobs.result(id, 0, kMostResultBytesInDocument);
    // A retry between the two reads may have taken it away or made it another one: then the next GET has it.
    if (result && static_cast<std::int64_t>(result->size()) != *detail->result_size) { result.reset(); }
  }
  return JobView{id, detail->job.state, etag_of(id, detail->job.revision), job_document(*detail, result)};
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
