// SPDX-License-Identifier: Apache-2.0
//
// What a plugin derives from. Part of jobhost/plugin.hpp.
#pragma once

#include <vector>

#include "jobhost/sdk/job.hpp"

namespace jobhost {

// Base of every C++ plugin: default-constructed once per runner, then run() for one job at a time.
class Handler {
 public:
  Handler() = default;
  Handler(const Handler&) = delete;
  Handler& operator=(const Handler&) = delete;
  virtual ~Handler() = default;

  // Once, before the first job; throw to refuse the settings.
  virtual void configure(const json& settings) { static_cast<void>(settings); }
  // Returns the result. See the top of this file for how to fail and how to be cancelled.
  virtual json run(Job& job) = 0;
};

// Base of a plugin whose jobs can be cut into shards. The host stores each shard as a job of its own: shards run at
// the same time in several runners, are tried again one by one, and those that have succeeded are never run again.
// So each of the three functions may be called in another process: what they share goes through the shards and the
// partials.
class ShardedHandler : public Handler {
 public:
  // The shards, any JSON values, at most 10,000. None: the host calls run() instead.
  virtual std::vector<json> plan(Job& job) = 0;
  // One shard; returns its partial. job.payload() is that of the whole job; progress, log and artifacts are the
  // shard's.
  virtual json run_shard(Job& job, const json& shard) = 0;
  // The result of the job; partials are in the order of the shards. What it attaches belongs to the job.
  virtual json merge(Job& job, const std::vector<json>& partials) = 0;

  // The whole job in this process: what happens when plan() returned nothing, or when a host does not know shards.
  json run(Job& job) override {
    const auto shards = plan(job);
    std::vector<json> partials;
    job.progress_share_ = shards.empty() ? 1 : 1 / static_cast<double>(shards.size());
    for (const auto& shard : shards) {
      job.progress_from_ = static_cast<double>(partials.size()) * job.progress_share_;
      partials.push_back(run_shard(job, shard));
    }
    job.progress_from_ = 1;  // as on the host, where the merge follows when all shards are done
    job.progress_share_ = 0;
    return merge(job, partials);
  }
};

}  // namespace jobhost
