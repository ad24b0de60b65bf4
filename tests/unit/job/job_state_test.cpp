#include "job/job_state.hpp"

#include <gtest/gtest.h>

namespace jobhost {
namespace {

TEST(JobState, NamesSurviveTheRoundTrip) {
  for (const auto state : kAllJobStates) { EXPECT_EQ(parse_job_state(to_string(state)), state); }
  EXPECT_EQ(parse_job_state("paused"), std::nullopt);
}

TEST(JobState, OnlyAQueuedJobStartsToRun) {
  for (const auto state : kAllJobStates) {
    EXPECT_EQ(is_legal(state, JobState::running), state == JobState::queued);
  }
}

TEST(JobState, TerminalStatesAreLeftOnlyByRetry) {
  for (const auto from : kAllJobStates) {
    if (!is_terminal(from)) { continue; }
    for (const auto to : kAllJobStates) {
      // A parent that did not succeed waits again for the shards it lacks.
      const bool by_retry = to == JobState::queued || (to == JobState::waiting && from != JobState::succeeded);
      EXPECT_EQ(is_legal(from, to), by_retry) << to_string(from) << " -> " << to_string(to);
    }
  }
}

TEST(JobState, EveryLiveStateCanBeCancelled) {
  for (const auto state : kAllJobStates) { EXPECT_EQ(is_legal(state, JobState::cancelled), !is_terminal(state)); }
}

TEST(JobState, NothingButANewRowIsScheduled) {
  EXPECT_TRUE(states_before(JobState::scheduled).empty());
}

}  // namespace
}  // namespace jobhost
