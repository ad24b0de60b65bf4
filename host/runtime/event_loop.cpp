#include "runtime/event_loop.hpp"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include "support/throw_errno.hpp"

namespace jobhost {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

void control(int epoll, int operation, int fd, std::uint32_t events) {
  epoll_event event{};
  event.events = events;
  event.data.fd = fd;
  if (::epoll_ctl(epoll, operation, fd, &event) != 0) { throw_errno("epoll_ctl"); }
}

}  // namespace

EventLoop::EventLoop() : epoll_(::epoll_create1(EPOLL_CLOEXEC)), wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (!epoll_ || !wake_) { throw_errno("epoll"); }
  control(epoll_.get(), EPOLL_CTL_ADD, wake_.get(), EPOLLIN);
}

void EventLoop::run() {
  std::array<epoll_event, 64> events{};
  for (;;) {
    const int count = ::epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()), wait_ms());
    if (count < 0 && errno != EINTR) { throw_errno("epoll_wait"); }
    for (int i = 0; i < count; ++i) {
      const int fd = events[static_cast<std::size_t>(i)].data.fd;
      const auto found = watches_.find(fd);
      if (found == watches_.end()) { continue; }
      const auto watch = found->second;  // kept alive while it runs, also when it unwatches itself
      watch->on_ready(events[static_cast<std::size_t>(i)].events);
    }
    run_due_timers();
    run_posted();
    const std::scoped_lock lock(mutex_);
    if (stopping_ && posted_.empty()) { return; }
  }
}

void EventLoop::stop() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  post([] {});
}

void EventLoop::post(Task task) {
  bool first = false;
  {
    const std::scoped_lock lock(mutex_);
    first = posted_.empty();
    posted_.push_back(std::move(task));
  }
  const std::uint64_t one = 1;
  // A full counter already means "wake up", so the result does not matter.
  if (first) { [[maybe_unused]] const auto written = ::write(wake_.get(), &one, sizeof one); }
}

void EventLoop::run_posted() {
  std::vector<Task> tasks;
  {
    const std::scoped_lock lock(mutex_);
    if (posted_.empty()) { return; }
  }
  // Emptied before the swap: a task that comes in between is swapped too and costs one idle wake-up, never a lost
  // one.
  std::uint64_t ignored = 0;
  [[maybe_unused]] const auto bytes = ::read(wake_.get(), &ignored, sizeof ignored);
  {
    const std::scoped_lock lock(mutex_);
    tasks.swap(posted_);
  }
  for (auto& task : tasks) { task(); }
}

void EventLoop::watch(int fd, std::uint32_t events, std::function<void(std::uint32_t)> on_ready) {
  control(epoll_.get(), EPOLL_CTL_ADD, fd, events);
  watches_[fd] = std::make_shared<Watch>(Watch{std::move(on_ready)});
}

void EventLoop::change(int fd, std::uint32_t events) {
  control(epoll_.get(), EPOLL_CTL_MOD, fd, events);
}

void EventLoop::unwatch(int fd) {
  if (watches_.erase(fd) > 0) { control(epoll_.get(), EPOLL_CTL_DEL, fd, 0); }
}

EventLoop::TimerId EventLoop::at(SteadyTime when, Task task) {
  const auto id = next_timer_++;
  timers_.emplace(std::pair(when, id), std::move(task));
  timer_times_.emplace(id, when);
  return id;
}

EventLoop::TimerId EventLoop::after(milliseconds delay, Task task) {
  return at(steady_clock::now() + delay, std::move(task));
}

void EventLoop::cancel_timer(TimerId id) {
  const auto found = timer_times_.find(id);
  if (found == timer_times_.end()) { return; }
  timers_.erase({found->second, id});
  timer_times_.erase(found);
}

void EventLoop::run_due_timers() {
  while (!timers_.empty() && timers_.begin()->first.first <= steady_clock::now()) {
    auto node = timers_.extract(timers_.begin());
    timer_times_.erase(node.key().second);
    node.mapped()();
  }
}

int EventLoop::wait_ms() const {
  if (timers_.empty()) { return -1; }
  const auto left = timers_.begin()->first.first - steady_clock::now();
  const auto millis = std::chrono::ceil<milliseconds>(left).count();
  return static_cast<int>(std::clamp<std::int64_t>(millis, 0, 60'000));
}

}  // namespace jobhost
