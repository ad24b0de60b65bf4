// One job of a plugin in THIS process: no runner, no sandbox, no time limit, so that a debugger or a profiler sees
// the plugin's code where it runs. For `jobhost plugin run`; main thread. A plugin that crashes takes the process
// with it.
#pragma once

#include <filesystem>
#include <string>

#include "runtime/probe_conversation.hpp"

namespace jobhost {

struct LocalOrder {
  std::filesystem::path plugin;
  std::string payload;
  std::string settings = "{}";
  std::int64_t max_output = 32 << 20;
  ProbeSeries series{};
  ProbeListener listener{};  // called on a thread of its own while the job runs
};

// Throws PluginRefused when the plugin cannot be loaded or refuses its settings.
ProbeRun run_in_this_process(const LocalOrder& order);

}  // namespace jobhost
