// `cancel ID...` and `retry ID...`: the same request for each of several jobs; one that is refused does not keep
// the others from it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/client_options.hpp"
#include "cli/exit_code.hpp"
#include "cli/host_api.hpp"

namespace jobhost {

struct JobAction {
  std::function<HttpAnswer(HostApi& host, JobId id)> request;
  std::function<std::string(const HttpAnswer& answer)> done;  // "job 12: " is followed by this
};

// refused when any of them was; each refusal is shown on stderr.
ExitCode apply_to_jobs(const ClientOptions& client, const std::vector<JobId>& ids, const JobAction& action);

}  // namespace jobhost
