#include "runtime/resource_limits.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>

#include "runtime/plugin_refused.hpp"
#include "runtime/sanitizer_build.hpp"

namespace jobhost {
namespace {

constexpr rlim_t kOpenFiles = 1'024;
constexpr rlim_t kLargestFile = rlim_t{16} << 30;
// Of -1000 to 1000; a host has 0.
constexpr auto kOutOfMemoryScore = "500";

void set_limit(__rlimit_resource resource, rlim_t value, const char* what) {
  const rlimit limit{value, value};
  if (::setrlimit(resource, &limit) == 0) { return; }
  throw PluginRefused("limits_unavailable",
                      fmt::format("{} cannot be limited to {}: {}", what, value, std::strerror(errno)));
}

void be_nice(int nice) {
  if (nice == 0 || ::setpriority(PRIO_PROCESS, 0, nice) == 0) { return; }
  throw PluginRefused("limits_unavailable",
                      fmt::format("nice cannot be set to {}: {}", nice, std::strerror(errno)));
}

}  // namespace

void apply_resource_limits(const RunnerLimits& limits) {
  if (limits.memory_bytes > 0 && !kSanitizerBuild) {
    set_limit(RLIMIT_AS, static_cast<rlim_t>(limits.memory_bytes), "memory_limit (address space)");
  }
  set_limit(RLIMIT_CORE, 0, "core files");
  // A host with a lower limit of its own keeps it.
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  set_limit(RLIMIT_NOFILE, std::min(kOpenFiles, files.rlim_max), "open files");
  rlimit largest{};
  ::getrlimit(RLIMIT_FSIZE, &largest);
  set_limit(RLIMIT_FSIZE, std::min(kLargestFile, largest.rlim_max), "the size of a file");
  std::signal(SIGXFSZ, SIG_IGN);  // a write that is too long fails with EFBIG instead
  be_nice(limits.nice);
  std::ofstream("/proc/self/oom_score_adj") << kOutOfMemoryScore;  // best effort: a container may forbid it
}

}  // namespace jobhost
