// What the program's exit status means. The same for every command; shown at the end of --help.
#pragma once

namespace jobhost {

enum class ExitCode {
  ok = 0,
  job_failed = 1,
  usage = 2,        // command line, configuration, or a local file that cannot be read or written
  unreachable = 3,  // no host answers
  refused = 4,      // the host answered with a problem
  cancelled = 5,
  internal = 70,  // a bug in this program
  interrupted = 130
};

inline constexpr const char* kExitCodeHelp =
    "Exit status:\n"
    "  0 done; with --wait and watch: the job succeeded\n"
    "  1 the job failed; plugin check and explain: a host would not take the plugin\n"
    "  2 wrong command line or configuration, or a local file that cannot be read or written\n"
    "  3 the host cannot be reached\n"
    "  4 the host refused the request (the reason is on stderr)\n"
    "  5 the job was cancelled\n"
    "  130 interrupted while waiting; the job goes on";

}  // namespace jobhost
