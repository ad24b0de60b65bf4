#include "http/request_pool.hpp"

#include "http/problem.hpp"

namespace jobhost {

RequestPool::~RequestPool() {
  stop();
}

void RequestPool::start(int threads) {
  {
    const std::lock_guard lock(mutex_);
    running_ = true;
  }
  for (int i = 0; i < threads; ++i) {
    threads_.emplace_back([this] { run(); });
  }
}

void RequestPool::post(Exchange exchange, const Action& action) {
  {
    const std::lock_guard lock(mutex_);
    if (running_ && tasks_.size() < most_waiting_) {
      tasks_.push_back({std::move(exchange), &action});
      changed_.notify_one();
      return;
    }
  }
  exchange.reply.send(problem_for_now(503, "busy", "too many requests are waiting", 1));
}

void RequestPool::stop() {
  {
    const std::lock_guard lock(mutex_);
    running_ = false;
    changed_.notify_all();
  }
  threads_.clear();  // joins
}

std::size_t RequestPool::waiting() const {
  const std::lock_guard lock(mutex_);
  return tasks_.size();
}

void RequestPool::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return !tasks_.empty() || !running_; });
    if (tasks_.empty()) { return; }
    auto task = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    auto& [exchange, action] = task;
    try {
      exchange.reply.send((*action)(exchange));
    } catch (const std::exception& error) {
      exchange.reply.send(problem_of(error, exchange.request.method, exchange.request.path));
    }
    lock.lock();
  }
}

}  // namespace jobhost
