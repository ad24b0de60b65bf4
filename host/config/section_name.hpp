// The names that people give to job types and schedules. Called by the sections of jobs.yaml.
#pragma once

#include <string_view>

#include "config/config_problems.hpp"
#include "config/yaml_section.hpp"

namespace jobhost {

// Adds a problem when the key of `entry` is no name; `kind` begins its sentence: "job type".
void check_section_name(std::string_view kind, const YamlSection::Entry& entry, ConfigProblems& problems);

}  // namespace jobhost
