// A Config as flat text, "job_types.optimization.concurrency" -> "2": what GET /v1/config shows, and what two
// configurations are compared by. Pure functions.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "config/config.hpp"

namespace jobhost {

// Every field, defaults too, in the notation of jobs.yaml.
std::map<std::string, std::string> config_fields(const Config& config);

struct ConfigDifference {
  std::vector<std::string>
      live;  // takes effect at once: "logging.level: info -> debug", "schedules.nightly: added"
  std::vector<std::string> needs_restart;  // "server.listen: 127.0.0.1:8080 -> 127.0.0.1:9000"
  std::vector<std::string> added;          // names of job types
  std::vector<std::string> removed;
};

ConfigDifference compare(const Config& running, const Config& wanted);

}  // namespace jobhost
