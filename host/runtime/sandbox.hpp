// What a plugin may not do, put in force: no_new_privs, the system call filter and Landlock. Runner side, once, on
// the main thread while it is the only one, before the plugin is loaded.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "config/config.hpp"

namespace jobhost {

// What is in force.
struct SandboxReport {
  bool no_new_privs = false;
  bool seccomp = false;
  int landlock_abi = 0;  // 0: none
  std::string missing;   // which parts are not, and why; empty when nothing is
};

// "full", "partial" or "none".
std::string_view sandbox_level(const SandboxReport& report);
// {"level", "no_new_privs", "seccomp", "landlock_abi", "missing"}: part of the hello message.
nlohmann::json to_json(const SandboxReport& report);

// automatic: takes what the kernel gives. required: throws PluginRefused("sandbox_unavailable"), naming what is
// missing, unless all of it is in force. off: does nothing.
SandboxReport enter_sandbox(const RunnerLimits& limits, const std::filesystem::path& work_folder);

}  // namespace jobhost
