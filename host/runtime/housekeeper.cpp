#include "runtime/housekeeper.hpp"

#include "runtime/owner.hpp"
#include "support/log.hpp"

namespace jobhost {
namespace {

using std::chrono::milliseconds;

constexpr auto kInterval = milliseconds(1'000);
constexpr int kPruneBatch = 1'000;

}  // namespace

Housekeeper::Housekeeper(JobStore& jobs, LeaseTable& leases, RuntimeMetrics& metrics, const Clock& clock,
                         HousekeeperSettings settings, OnLease on_lease)
    : jobs_(jobs),
      leases_(leases),
      metrics_(metrics),
      clock_(clock),
      settings_(settings),
      on_lease_(std::move(on_lease)),
      retention_ms_(settings_.retention.count()) {}

Housekeeper::~Housekeeper() {
  stop();
}

void Housekeeper::start() {
  bring_back_lost_jobs();
  thread_ = std::thread([this] { run(); });
}

void Housekeeper::stop() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  condition_.notify_one();
  if (thread_.joinable()) { thread_.join(); }
}

void Housekeeper::run() {
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      if (condition_.wait_for(lock, std::min(kInterval, settings_.lease / 3), [this] { return stopping_; })) {
        return;
      }
    }
    try {
      round();
    } catch (const std::exception& error) {
      log_event(LogLevel::error, "housekeeping failed, trying again", {{"reason", error.what()}});
    }
  }
}

void Housekeeper::round() {
  renew_leases();
  bring_back_lost_jobs();
  prune();
}

void Housekeeper::renew_leases() {
  const auto keys = leases_.due(settings_.lease / 3);
  if (keys.empty()) { return; }
  const auto statuses = jobs_.heartbeat(keys, settings_.lease);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (statuses[i] != LeaseStatus::held) { on_lease_(keys[i].id, statuses[i]); }
  }
}

void Housekeeper::bring_back_lost_jobs() {
  const int lost = jobs_.requeue_lost(is_dead_owner) + jobs_.requeue_expired();
  if (lost == 0) { return; }
  metrics_.count_requeued(lost);
  log_event(LogLevel::warning, "jobs of a lost host brought back", {{"jobs", lost}});
}

void Housekeeper::prune() {
  const int removed = jobs_.prune(clock_.now() - milliseconds(retention_ms_), kPruneBatch);
  if (removed > 0) { log_event(LogLevel::info, "old jobs removed", {{"jobs", removed}}); }
}

}  // namespace jobhost
