// The limits that the operating system keeps for a runner. Runner side, once, on the main thread, before the plugin
// is loaded. The CPU time of an attempt is not among them: the host watches it (cpu_watch), because RLIMIT_CPU
// counts from the start of the process and a runner works on many jobs.
#pragma once

#include "config/config.hpp"

namespace jobhost {

// Address space (not in sanitizer builds, which reserve terabytes), no core files, open files, size of a file,
// nice; and the kernel, when memory runs out, is told to end the runner before the host. Throws PluginRefused when
// a limit cannot be set.
void apply_resource_limits(const RunnerLimits& limits);

}  // namespace jobhost
