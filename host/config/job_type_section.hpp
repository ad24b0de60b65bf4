// The `job_types` part of jobs.yaml. Called by load_config.
#pragma once

#include <yaml-cpp/yaml.h>

#include <filesystem>
#include <vector>

#include "config/config.hpp"
#include "config/config_problems.hpp"

namespace jobhost {

// By name. `folder` is what plugin paths resolve against.
std::vector<JobTypeConfig> read_job_types(const YAML::Node& node, const std::filesystem::path& folder,
                                          ConfigProblems& problems);

}  // namespace jobhost
