// Reads a job's log from where it stopped last time.
#pragma once

#include <vector>

#include "cli/host_api.hpp"

namespace jobhost {

class LogReader {
 public:
  LogReader(HostApi& host, JobId id) : host_(host), id_(id) {}
  // The answers that hold lines not read before, oldest first; none when there are no new lines.
  std::vector<HttpAnswer> new_pages();

 private:
  HostApi& host_;
  JobId id_;
  std::int64_t after_ = 0;
};

}  // namespace jobhost
