// One runner process as the operating system sees it: spawned, watched by pidfd, signalled, reaped. Host side;
// every call on the thread that spawned it (the runner's death signal is tied to that thread).
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>

#include "runtime/crash_record.hpp"
#include "runtime/shared_flags.hpp"
#include "support/unique_fd.hpp"

namespace jobhost {

// How a process ended, in words that a user understands.
struct ProcessEnd {
  int exit_code = 0;  // when it was not a signal
  int signal = 0;     // 0: it exited
  std::int64_t cpu_us = 0;
  std::int64_t peak_memory_bytes = 0;     // of its whole life, and never less than the host had when it was spawned
  std::optional<CrashReport> crash = {};  // what it wrote down about its last signal
  bool out_of_memory = false;             // it died of a std::bad_alloc that nobody caught
};

class RunnerProcess {
 public:
  // Spawns `executable runner --socket 3 --shared 4` in a process group of its own, with no other descriptor of the
  // host, stdout and stderr in pipes, and an environment of what is needed. Throws std::system_error.
  explicit RunnerProcess(const std::string& executable);
  // Kills the group and reaps, when that has not happened yet.
  ~RunnerProcess();
  RunnerProcess(const RunnerProcess&) = delete;
  RunnerProcess& operator=(const RunnerProcess&) = delete;

  [[nodiscard]] pid_t pid() const noexcept { return pid_; }
  // Non-blocking descriptors of the host's side.
  [[nodiscard]] int socket() const noexcept { return socket_.get(); }
  [[nodiscard]] int standard_output() const noexcept { return stdout_.get(); }
  [[nodiscard]] int standard_error() const noexcept { return stderr_.get(); }
  [[nodiscard]] int pid_fd() const noexcept { return pid_fd_.get(); }
  [[nodiscard]] SharedFlags& flags() const noexcept { return shared_.flags(); }

  // CPU time so far, and the peak of resident memory since the runner last lowered the mark. 0 when it has gone.
  [[nodiscard]] std::int64_t cpu_us() const;
  [[nodiscard]] std::int64_t peak_memory_bytes() const;

  // To the whole group.
  void signal(int number) const;
  // Half-closes the wire: an idle runner sees the end and leaves.
  void close_wire() const;
  // After pid_fd is readable: collects the exit status. The rest of the group is killed.
  ProcessEnd reap();

 private:
  pid_t pid_ = -1;
  bool reaped_ = false;
  UniqueFd socket_;
  UniqueFd stdout_;
  UniqueFd stderr_;
  UniqueFd pid_fd_;
  SharedFlagsMapping shared_;
};

// "SIGSEGV" for 11; "signal 77" for one without a name.
std::string signal_name(int number);

}  // namespace jobhost
