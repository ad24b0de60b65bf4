#include "runtime/lease_table.hpp"

namespace jobhost {

using std::chrono::steady_clock;

void LeaseTable::add(std::span<const Job> jobs) {
  const auto now = steady_clock::now();
  const std::scoped_lock lock(mutex_);
  for (const auto& job : jobs) { held_[job.id] = {job.attempt, now}; }
}

void LeaseTable::remove(std::span<const LeaseKey> keys) {
  const std::scoped_lock lock(mutex_);
  for (const auto& key : keys) {
    const auto found = held_.find(key.id);
    if (found != held_.end() && found->second.attempt == key.attempt) { held_.erase(found); }
  }
}

std::vector<LeaseKey> LeaseTable::due(std::chrono::milliseconds age) {
  const auto now = steady_clock::now();
  std::vector<LeaseKey> keys;
  const std::scoped_lock lock(mutex_);
  for (auto& [id, held] : held_) {
    if (now - held.renewed < age) { continue; }
    held.renewed = now;
    keys.push_back({id, held.attempt});
  }
  return keys;
}

}  // namespace jobhost
