// The `schedules` part of jobs.yaml. Called by load_config.
#pragma once

#include <yaml-cpp/yaml.h>

#include <vector>

#include "config/config.hpp"
#include "config/config_problems.hpp"

namespace jobhost {

// By name. `types`: what a schedule may start.
std::vector<ScheduleConfig> read_schedules(const YAML::Node& node, const std::vector<JobTypeConfig>& types,
                                           ConfigProblems& problems);

}  // namespace jobhost
