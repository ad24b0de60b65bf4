// How many more jobs of one type may be claimed: set by the runners' thread, read by the dispatcher, any thread.
// Derived from what is really in hand, never from a counter of its own that could drift.
#pragma once

#include <algorithm>
#include <atomic>

namespace jobhost {

class Slots {
 public:
  // Runners' thread: how many jobs may be in hand; 0 while the type is unavailable or the host drains.
  void set_target(int target) { target_.store(target, std::memory_order_relaxed); }
  [[nodiscard]] int target() const { return target_.load(std::memory_order_relaxed); }

  // Dispatcher, before it hands over; runners' thread, when attempts have ended.
  void add(int jobs) { in_hand_.fetch_add(jobs, std::memory_order_relaxed); }
  void remove(int jobs) { in_hand_.fetch_sub(jobs, std::memory_order_relaxed); }
  [[nodiscard]] int in_hand() const { return in_hand_.load(std::memory_order_relaxed); }

  [[nodiscard]] int free() const { return std::max(0, target() - in_hand()); }

 private:
  std::atomic<int> target_{0};
  std::atomic<int> in_hand_{0};
};

}  // namespace jobhost
