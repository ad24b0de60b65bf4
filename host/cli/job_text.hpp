// A job document as text for people. Pure functions; `now` is for the duration of a job that still runs.
#pragma once

#include <string>
#include <vector>

#include "cli/json_fields.hpp"
#include "cli/progress_bar.hpp"

namespace jobhost {

JobProgress job_progress(const Json& job);

// id, type, state, progress, created, duration
std::string jobs_table(const std::vector<Json>& jobs, Timestamp now, int width);

// "job 12 succeeded in 53 ms", "job 13 failed after 3 attempts: ..." with the detail of the error below.
std::string job_ending(const Json& job, Timestamp now);

// Everything about one job, on several lines.
std::string job_detail(const Json& job, const std::string& base_url, Timestamp now, int width);

// Where the result and the artifacts are, a line each; empty when there are none.
std::string job_links(const Json& job, const std::string& base_url);

// "03:04:05.678 info    message"
std::string log_line_text(const Json& line);

}  // namespace jobhost
