// The phases of a job in the runner: a plain job is run; one whose plugin has the sharding extension is planned,
// its shards are run, each as a job of its own, and then it is merged. Main thread of the runner.
#pragma once

#include "jobhost/plugin.h"
#include "runtime/job_context.hpp"
#include "runtime/plugin_library.hpp"

namespace jobhost {

// Calls the plugin as the order of this run asks, and returns what it returned.
jobhost_status run_phase(const PluginLibrary& plugin, JobContext& context);

}  // namespace jobhost
