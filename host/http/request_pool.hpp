// A few threads that answer requests which have to read the store or files: what a reactor must not do. Bounded:
// when too many wait, the next is refused with 503. post(): any thread.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "http/exchange.hpp"

namespace jobhost {

class RequestPool {
 public:
  // May block. What it throws becomes a problem.
  using Action = std::function<Response(const Exchange&)>;

  explicit RequestPool(std::size_t most_waiting) : most_waiting_(most_waiting) {}
  // Calls stop().
  ~RequestPool();
  RequestPool(const RequestPool&) = delete;
  RequestPool& operator=(const RequestPool&) = delete;

  void start(int threads);
  // `action` outlives the pool's threads.
  void post(Exchange exchange, const Action& action);
  // Answers what waits, ends the threads; later posts get 503. Idempotent.
  void stop();
  [[nodiscard]] std::size_t waiting() const;

 private:
  struct Task {
    Exchange exchange;
    const Action* action;
  };

  void run();

  const std::size_t most_waiting_;
  std::vector<std::jthread> threads_;

  // Guarded by mutex_.
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Task> tasks_;
  bool running_ = false;
};

}  // namespace jobhost
