// A YAML value as JSON text, for the `settings` of a plugin and the `payload` of a schedule: the reader of the file
// does not know what is in there, it only keeps the types. Plain scalars follow the core schema of YAML 1.2 (null,
// true, false, integers, floats, else text; `yes` and `on` are text); quoted ones stay text.
#pragma once

#include <yaml-cpp/yaml.h>

#include <string>

#include "config/config_problems.hpp"

namespace jobhost {

// Adds to `problems`, and leaves the place empty, what JSON cannot hold: .nan, .inf, integers over 64 bits, keys
// that are not scalars, duplicate keys, and anything nested deeper than 32 levels or larger than 10,000 values (an
// alias may contain itself).
std::string yaml_to_json_text(const YAML::Node& node, ConfigProblems& problems);

}  // namespace jobhost
