// One thread that finishes the answers that did not fit their socket at once, so that a client which reads slowly,
// or not at all, costs memory and nothing else. It cuts a client that takes no byte for 30 s, and the newest one
// when all together hold more than 256 MiB. add(): any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "support/unique_fd.hpp"

namespace jobhost {

class Connection;

class SlowWriter {
 public:
  SlowWriter();
  // Calls stop() without patience.
  ~SlowWriter();
  SlowWriter(const SlowWriter&) = delete;
  SlowWriter& operator=(const SlowWriter&) = delete;

  void start();
  void add(const std::shared_ptr<Connection>& connection);
  // Waits up to `patience` for answers on their way, cuts the rest, ends the thread. Idempotent.
  void stop(std::chrono::milliseconds patience);

 private:
  struct Entry {
    std::shared_ptr<Connection> connection;
    std::size_t bytes = 0;
    std::chrono::steady_clock::time_point last_progress;
  };

  void run(const std::stop_token& stopping);
  void write_to(int fd);
  void forget(int fd);
  void cut_stalled();

  const UniqueFd epoll_;
  const UniqueFd wake_up_;  // an eventfd
  std::jthread thread_;

  // Guarded by mutex_.
  std::mutex mutex_;
  std::condition_variable idle_;
  std::unordered_map<int, Entry> entries_;  // by descriptor, which is the connection's own duplicate
  std::size_t bytes_ = 0;
  bool running_ = false;
};

}  // namespace jobhost
