// The fixture of the fan-out tests: parents that wait for shards, and shards that end as a runner would end them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "conformance/store_test.hpp"

namespace jobhost {

class FanOut : public StoreTest {
 protected:
  // A parent of type "work" that waits for `count` shards.
  JobId plan(int count, NewJob job = job_of()) {
    const auto id = insert(job);
    EXPECT_EQ(finish(plan_of(claim_one(), count)), FinishResult::finished);
    return id;
  }
  Finish plan_of(const Job& parent, int count) {
    auto end = end_of(parent, JobState::waiting);
    for (int i = 0; i < count; ++i) { end.shards.push_back("{\"shard\":" + std::to_string(i) + "}"); }
    return end;
  }
  // As a runner would: the claimed shard says whose it is.
  FinishResult end_shard(const Job& shard, JobState state) {
    auto end = end_of(shard, state);
    end.parent_id = shard.parent_id;
    return finish(end);
  }
  std::vector<JobId> shards_of(JobId parent) {
    std::vector<JobId> ids;
    JobFilter filter;
    filter.parent = parent;
    for (const auto& shard : jobs().list(filter, std::nullopt, 100).jobs) { ids.insert(ids.begin(), shard.id); }
    return ids;
  }
  int count(JobId parent, JobState state) {
    const auto counts = jobs().find(parent)->shards;
    const auto found = counts->by_state.find(state);
    return found == counts->by_state.end() ? 0 : found->second;
  }
};

}  // namespace jobhost
