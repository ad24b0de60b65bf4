#include "cli/job_action.hpp"

#include <fmt/format.h>

#include "cli/host_refusal.hpp"

namespace jobhost {

ExitCode apply_to_jobs(const ClientOptions& client, const std::vector<JobId>& ids, const JobAction& action) {
  auto host = connect(client);
  auto exit = ExitCode::ok;
  for (const auto id : ids) {
    try {
      const auto answer = action.request(host, id);
      if (client.json) {
        print_json_line(answer.body);
      } else {
        fmt::print("job {}: {}\n", id, action.done(answer));
      }
    } catch (const HostRefused& refusal) {
      fmt::print(stderr, "jobhost: job {}: {}\n", id, refusal.what());
      exit = ExitCode::refused;
    }
  }
  return exit;
}

}  // namespace jobhost
