#include "runtime/attempt_usage.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <string>

namespace jobhost {
namespace {

// Below this much the mark of the peak stays where it is: a peak may be reported too large by it.
constexpr std::int64_t kMarkTolerance = 4 << 20;

struct ProcessUsage {
  std::int64_t cpu_us = 0;
  std::int64_t faults = 0;  // pages touched for the first time, or anew
};

ProcessUsage usage_of_process() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto micros = [](const timeval& t) { return std::int64_t{t.tv_sec} * 1'000'000 + t.tv_usec; };
  return {micros(usage.ru_utime) + micros(usage.ru_stime), usage.ru_minflt + usage.ru_majflt};
}

}  // namespace

std::int64_t status_bytes(std::string_view status, std::string_view name) {
  const auto line = status.find(std::string(name) + ":");
  if (line == std::string_view::npos) { return 0; }
  const auto digit = status.find_first_of("0123456789", line);
  if (digit == std::string_view::npos) { return 0; }
  std::int64_t kilobytes = 0;
  std::from_chars(status.data() + digit, status.data() + status.size(), kilobytes);
  return kilobytes * 1024;
}

AttemptUsage::AttemptUsage()
    : status_(::open("/proc/self/status", O_RDONLY | O_CLOEXEC)),
      clear_refs_(::open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC)) {}

AttemptUsage::Memory AttemptUsage::read_memory() const {
  std::array<char, 4096> text{};
  const auto size = ::pread(status_.get(), text.data(), text.size(), 0);
  const std::string_view status(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  return {status_bytes(status, "VmHWM"), status_bytes(status, "VmRSS")};
}

// Writing 5 sets VmHWM to what is resident now. (ru_maxrss would not do: a process that was spawned begins with its
// parent's.)
void AttemptUsage::lower_the_mark() {
  if (memory_.peak - memory_.resident < kMarkTolerance) { return; }
  if (::pwrite(clear_refs_.get(), "5", 1, 0) == 1) { memory_.peak = memory_.resident; }
}

std::int64_t AttemptUsage::total_cpu_us() const {
  return usage_of_process().cpu_us;
}

void AttemptUsage::start() {
  const auto before = usage_of_process();
  cpu_us_before_ = before.cpu_us;
  faults_before_ = before.faults;
}

AttemptCost AttemptUsage::finish() {
  const auto after = usage_of_process();
  if (after.faults != faults_before_ || memory_.resident == 0) { memory_ = read_memory(); }
  const AttemptCost cost{.cpu_us = after.cpu_us - cpu_us_before_,
                         .peak_memory_bytes = memory_.peak,
                         .resident_bytes = memory_.resident};
  cpu_us_before_ = after.cpu_us;
  faults_before_ = after.faults;
  lower_the_mark();
  return cost;
}

}  // namespace jobhost
