// The states of a job and the legal ways between them. This is the only file that knows them: store drivers build
// their WHERE clauses from states_before(), so an illegal change touches no row. Pure functions, any thread.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace jobhost {

enum class JobState { scheduled, waiting, queued, running, retrying, succeeded, failed, cancelled };

inline constexpr std::array kAllJobStates{JobState::scheduled, JobState::waiting,  JobState::queued,
                                          JobState::running,   JobState::retrying, JobState::succeeded,
                                          JobState::failed,    JobState::cancelled};

// 'running' in SQL, JSON and YAML is JobState::running.
std::string_view to_string(JobState state);
std::optional<JobState> parse_job_state(std::string_view text);

// succeeded, failed, cancelled: only an explicit retry leaves them.
bool is_terminal(JobState state);

// The states from which a job may go to `next`.
std::span<const JobState> states_before(JobState next);

inline bool is_legal(JobState from, JobState next) {
  for (const auto state : states_before(next)) {
    if (state == from) { return true; }
  }
  return false;
}

}  // namespace jobhost
