// The first message to a runner: which plugin it loads and what that may do. Built by the host, read by the runner;
// both run the same program, so there are no versions of it.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "config/config.hpp"

namespace jobhost {

struct RunnerSetup {
  std::string plugin;    // the staged copy
  std::string settings;  // JSON text for the plugin
  std::int64_t max_output = 0;
  std::string work_folder;  // the only place where it may write; the current folder and TMPDIR of the runner
  RunnerLimits limits;
  std::vector<std::string> withhold{};        // ids of host extensions that are not offered
  std::vector<std::string> ask_extensions{};  // ids that the plugin is asked for; the answers are in its hello
};

nlohmann::json to_message(const RunnerSetup& setup);
// Throws when a field is missing.
RunnerSetup setup_from_message(const nlohmann::json& message);

}  // namespace jobhost
