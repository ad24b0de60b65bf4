// Stops what runs here as soon as the store says that its end was asked for: the shards of a parent that was
// cancelled or has failed. (A cancel by another process is seen at the next heartbeat.) Called on the store's
// writer thread; `stop` must only hand over.
#pragma once

#include <functional>
#include <span>

#include "storage/job_store.hpp"

namespace jobhost {

class CancelWatch final : public JobChangeListener {
 public:
  explicit CancelWatch(std::function<void(JobId)> stop) : stop_(std::move(stop)) {}

  void on_jobs_changed(std::span<const JobChange> changes) override {
    for (const auto& change : changes) {
      if (change.cancel_requested) { stop_(change.id); }
    }
  }

 private:
  const std::function<void(JobId)> stop_;
};

}  // namespace jobhost
