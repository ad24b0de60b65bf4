#include "runtime/cpu_watch.hpp"

#include <algorithm>
#include <thread>

namespace jobhost {
namespace {

using std::chrono::milliseconds;

constexpr auto kShortestCpuLook = milliseconds(10);

}  // namespace

CpuWatch::CpuWatch(EventLoop& loop, const RunnerProcess& process, milliseconds limit, std::function<void()> on_over)
    : loop_(loop), process_(process), limit_(limit), on_over_(std::move(on_over)) {}

CpuWatch::~CpuWatch() {
  stop();
}

void CpuWatch::start() {
  if (limit_.count() == 0) { return; }
  cpu_us_before_ = process_.cpu_us();
  look();
}

void CpuWatch::stop() {
  if (timer_) { loop_.cancel_timer(*timer_); }
  timer_.reset();
}

// Looks again when the limit can have been reached at the earliest, with every processor at work on it.
void CpuWatch::look() {
  const auto used = std::chrono::microseconds(process_.cpu_us() - cpu_us_before_);
  const auto left = limit_ - std::chrono::duration_cast<milliseconds>(used);
  if (left.count() <= 0) { return on_over_(); }
  const auto processors = std::max(1U, std::thread::hardware_concurrency());
  timer_ = loop_.after(std::max(kShortestCpuLook, left / processors), [this] {
    timer_.reset();
    look();
  });
}

}  // namespace jobhost
