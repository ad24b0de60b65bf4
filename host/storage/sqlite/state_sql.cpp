#include "storage/sqlite/state_sql.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace jobhost::sqlite {

std::string state_in(std::span<const JobState> states) {
  std::string list;
  for (const auto state : states) { list += fmt::format("{}'{}'", list.empty() ? "" : ",", to_string(state)); }
  return fmt::format("state IN ({})", list);
}

std::string may_become(JobState next) {
  return state_in(states_before(next));
}

const std::string& is_terminal_sql() {
  static const std::string sql = [] {
    std::vector<JobState> terminal;
    std::copy_if(kAllJobStates.begin(), kAllJobStates.end(), std::back_inserter(terminal), is_terminal);
    return state_in(terminal);
  }();
  return sql;
}

std::map<JobState, std::string> for_each_state(std::string (*make)(JobState)) {
  std::map<JobState, std::string> texts;
  for (const auto state : kAllJobStates) { texts.emplace(state, make(state)); }
  return texts;
}

}  // namespace jobhost::sqlite
