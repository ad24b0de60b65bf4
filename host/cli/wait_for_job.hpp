// Waits for a job to end, showing its progress on stderr, then prints how it ended and its result. What `submit
// --wait` and `watch` have in common. Main thread; Ctrl-C detaches (interrupt_message.hpp).
#pragma once

#include "cli/exit_code.hpp"
#include "cli/host_api.hpp"

namespace jobhost {

struct WaitOptions {
  bool json = false;      // stdout: the last job document; with log: every one, and every page of log lines
  bool with_log = false;  // the job's log lines on stdout as they come
};

// ok, job_failed or cancelled. Throws what HostApi throws; HostUnreachable then says how to go on watching.
ExitCode wait_for_job(HostApi& host, JobId id, const WaitOptions& options);

}  // namespace jobhost
