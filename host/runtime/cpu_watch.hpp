// Ends attempts that use up their CPU time: looks at the clock of a runner process while an attempt runs. Here and
// not by RLIMIT_CPU, which counts from the start of the process and which the process itself could ignore. Runners'
// thread only; costs nothing while no limit is set.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

#include "runtime/event_loop.hpp"
#include "runtime/runner_process.hpp"

namespace jobhost {

class CpuWatch {
 public:
  // on_over is called once per start(), when the process has used `limit` since then; 0: never.
  CpuWatch(EventLoop& loop, const RunnerProcess& process, std::chrono::milliseconds limit,
           std::function<void()> on_over);
  // Calls stop().
  ~CpuWatch();
  CpuWatch(const CpuWatch&) = delete;
  CpuWatch& operator=(const CpuWatch&) = delete;

  void start();
  // Idempotent.
  void stop();

 private:
  void look();

  // Constant after construction.
  EventLoop& loop_;
  const RunnerProcess& process_;
  const std::chrono::milliseconds limit_;
  const std::function<void()> on_over_;

  std::int64_t cpu_us_before_ = 0;
  std::optional<EventLoop::TimerId> timer_;
};

}  // namespace jobhost
