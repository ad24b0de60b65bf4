// The message that makes a runner run a job, a shard of one, or a merge: written by the host, read by the runner.
// Pure functions.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "job/job.hpp"

namespace jobhost {

struct ShardOrder {
  std::string payload;
  std::uint32_t index = 0;
  std::uint32_t count = 0;
};

// One run order from the host.
struct RunOrder {
  std::uint64_t run = 0;  // number of this run in this runner; what SharedFlags::cancel_run is compared with
  std::int64_t id = 0;
  std::uint32_t attempt = 0;
  std::string payload;              // of the whole job, also when this is a shard of it
  std::optional<ShardOrder> shard;  // run one shard
  std::uint32_t merge = 0;          // merge so many shards
  bool whole = false;               // run() does it all, also when the plugin could cut it into shards
};

// Takes the payload out of the job. `run` is the number of this run in its runner. Job 0 is a self-test.
nlohmann::json run_order_message(std::uint64_t run, Job& job);
// Throws when a field is missing.
RunOrder run_order_from_message(const nlohmann::json& message);

}  // namespace jobhost
