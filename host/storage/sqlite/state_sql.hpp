// Pieces of SQL made from job/job_state.hpp, so that the legal ways between states are written in one place only.
#pragma once

#include <map>
#include <span>
#include <string>

#include "job/job_state.hpp"

namespace jobhost::sqlite {

// "state IN ('running','waiting')"
std::string state_in(std::span<const JobState> states);

// The condition under which a row may go to `next`: an illegal change touches no row.
std::string may_become(JobState next);

// "state IN (...)" for the states that only an explicit retry leaves.
const std::string& is_terminal_sql();

// One text for each state, made once.
std::map<JobState, std::string> for_each_state(std::string (*make)(JobState));

}  // namespace jobhost::sqlite
