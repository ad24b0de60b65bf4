// Reads a job from the store as the document that clients get. Blocks on the store: pool and long-poll threads
// only.
#pragma once

#include <optional>
#include <string>

#include "http/response.hpp"
#include "job/job_type.hpp"
#include "storage/job_store.hpp"

namespace jobhost {

// What a GET of a job answers with, and what decides whether it is time to.
struct JobView {
  JobId id = 0;
  JobState state = JobState::queued;
  std::string etag;
  std::string body;
};

// nullopt when there is no such job.
std::optional<JobView> read_job(const JobStore& jobs, const JobTypeCatalog& job_types, JobId id);

// A job that waits for a plugin says so: its error becomes plugin_unavailable until the plugin is there. True when
// it does.
bool show_unavailable_plugin(Job& job, const JobTypeCatalog& job_types);

// 200 (or `status`) with ETag; Retry-After while the job is not over.
Response job_response(const JobView& view, int status = 200);
Response not_modified(const JobView& view);
Response no_such_job(std::string_view id);

}  // namespace jobhost
