// A small epoll loop: descriptors, one-shot timers and functions posted from other threads, all run on the one
// thread that calls run(). Everything but post() and stop() belongs to that thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "support/unique_fd.hpp"

namespace jobhost {

class EventLoop {
 public:
  using Task = std::function<void()>;
  using SteadyTime = std::chrono::steady_clock::time_point;
  using TimerId = std::uint64_t;

  // Throws std::system_error.
  EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  // Runs until stop(); what was posted before stop() is still run.
  void run();
  // Any thread.
  void stop();
  // Any thread: runs the task on the loop's thread, soon, in the order of the calls.
  void post(Task task);

  // on_ready gets the epoll events. Level-triggered; `events` as for epoll_ctl.
  void watch(int fd, std::uint32_t events, std::function<void(std::uint32_t)> on_ready);
  void change(int fd, std::uint32_t events);
  // Before the descriptor is closed. Safe from inside on_ready, also for another descriptor.
  void unwatch(int fd);

  TimerId at(SteadyTime when, Task task);
  TimerId after(std::chrono::milliseconds delay, Task task);
  // No effect when it has already run.
  void cancel_timer(TimerId id);

 private:
  struct Watch {
    std::function<void(std::uint32_t)> on_ready;
  };

  void run_posted();
  void run_due_timers();
  [[nodiscard]] int wait_ms() const;

  // Constant after construction.
  UniqueFd epoll_;
  UniqueFd wake_;

  // Guarded by mutex_.
  std::mutex mutex_;
  std::vector<Task> posted_;
  bool stopping_ = false;

  // Loop thread only.
  std::unordered_map<int, std::shared_ptr<Watch>> watches_;
  std::map<std::pair<SteadyTime, TimerId>, Task> timers_;
  std::unordered_map<TimerId, SteadyTime> timer_times_;
  TimerId next_timer_ = 1;
};

}  // namespace jobhost
