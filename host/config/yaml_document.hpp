// The text of a YAML file -> its one document. Used by load_config.
#pragma once

#include <yaml-cpp/yaml.h>

#include <optional>
#include <string>

#include "config/config_problems.hpp"

namespace jobhost {

// A null node when the text is empty. nullopt, and a problem, when it is not YAML or when anything follows the
// document.
std::optional<YAML::Node> parse_yaml(const std::string& text, ConfigProblems& problems);

}  // namespace jobhost
