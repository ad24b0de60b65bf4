// Jobs as JSON text. Field names are those of Job, of SQL and of the page; times are RFC 3339. Pure functions, any
// thread.
#pragma once

#include <optional>
#include <string>

#include "job/job.hpp"

namespace jobhost {

// A result up to this size stands in the job document; a larger one is named there and served by /result.
inline constexpr std::int64_t kMostResultBytesInDocument = 200 << 10;

// `result`: JSON text, when it is to stand in the document.
std::string job_document(const JobDetail& detail, const std::optional<std::string>& result);

// One entry of a list: without result, attempts and artifacts; without a payload of more than 4 KiB, whose size is
// given instead.
void append_job_summary(std::string& out, const Job& job);

void append_artifact(std::string& out, JobId id, const Artifact& artifact);
void append_log_line(std::string& out, const LogLine& line);

// W/"<id>-<revision>": weak, because it says that the job is the same, not every byte.
std::string etag_of(JobId id, std::int64_t revision);

}  // namespace jobhost
