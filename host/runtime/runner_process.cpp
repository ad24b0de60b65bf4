#include "runtime/runner_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iterator>
#include <system_error>
#include <vector>

#include "runtime/attempt_usage.hpp"
#include "support/throw_errno.hpp"

namespace jobhost {
namespace {

constexpr int kSocketInRunner = 3;
constexpr int kSharedInRunner = 4;
// Above every number that the runner's own descriptors get, so that no dup2 overwrites a source.
constexpr int kFirstFreeFd = 16;

void check(int error, const char* what) {
  if (error != 0) { throw std::system_error(error, std::generic_category(), what); }
}

UniqueFd move_up(int fd) {
  UniqueFd low(fd);
  UniqueFd high(::fcntl(fd, F_DUPFD_CLOEXEC, kFirstFreeFd));
  if (!high) { throw_errno("dup of a descriptor for the runner"); }
  return high;
}

struct Pair {
  UniqueFd host;
  UniqueFd runner;
};

Pair make_wire() {
  std::array<int, 2> fds{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds.data()) != 0) { throw_errno("socketpair"); }
  Pair pair{UniqueFd(fds[0]), move_up(fds[1])};
  ::fcntl(pair.host.get(), F_SETFL, O_NONBLOCK);
  return pair;
}

Pair make_output_pipe() {
  std::array<int, 2> fds{};
  if (::pipe2(fds.data(), O_CLOEXEC) != 0) { throw_errno("pipe"); }
  Pair pair{UniqueFd(fds[0]), move_up(fds[1])};
  ::fcntl(pair.host.get(), F_SETFL, O_NONBLOCK);
  return pair;
}

class SpawnSetup {
 public:
  SpawnSetup() {
    check(::posix_spawn_file_actions_init(&actions_), "spawn actions");
    check(::posix_spawnattr_init(&attributes_), "spawn attributes");
  }
  ~SpawnSetup() {
    ::posix_spawn_file_actions_destroy(&actions_);
    ::posix_spawnattr_destroy(&attributes_);
  }
  SpawnSetup(const SpawnSetup&) = delete;
  SpawnSetup& operator=(const SpawnSetup&) = delete;

  void descriptors(int out, int err, int socket, int shared) {
    check(::posix_spawn_file_actions_addopen(&actions_, 0, "/dev/null", O_RDONLY, 0), "spawn actions");
    const std::array<std::pair<int, int>, 4> moves{
        {{out, 1}, {err, 2}, {socket, kSocketInRunner}, {shared, kSharedInRunner}}};
    for (const auto& [from, to] : moves) {
      check(::posix_spawn_file_actions_adddup2(&actions_, from, to), "spawn actions");
    }
    // Libraries open sockets without close-on-exec (Pistache does): a runner must not hold them.
    check(::posix_spawn_file_actions_addclosefrom_np(&actions_, kSharedInRunner + 1), "spawn actions");
  }

  void own_group_and_default_signals() {
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    ::posix_spawnattr_setsigmask(&attributes_, &none);
    ::posix_spawnattr_setsigdefault(&attributes_, &all);
    ::posix_spawnattr_setpgroup(&attributes_, 0);
    check(::posix_spawnattr_setflags(&attributes_,
                                     POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF),
          "spawn attributes");
  }

  pid_t spawn(const std::string& executable, char* const* arguments, char* const* environment) {
    pid_t pid = -1;
    check(::posix_spawn(&pid, executable.c_str(), &actions_, &attributes_, arguments, environment),
          "cannot start a runner");
    return pid;
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

// Nothing of the host's environment but what libraries and sanitizers need.
std::vector<std::string> runner_environment() {
  constexpr std::array kept{"PATH",         "LANG",          "LC_ALL",       "TZ",          "LD_LIBRARY_PATH",
                            "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS", "LSAN_OPTIONS"};
  std::vector<std::string> environment;
  for (const auto* name : kept) {
    if (const char* value = std::getenv(name)) { environment.push_back(fmt::format("{}={}", name, value)); }
  }
  return environment;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (auto& text : texts) { result.push_back(text.data()); }
  result.push_back(nullptr);
  return result;
}

}  // namespace

RunnerProcess::RunnerProcess(const std::string& executable) : shared_(SharedFlagsMapping::create()) {
  auto wire = make_wire();
  auto out = make_output_pipe();
  auto err = make_output_pipe();
  const auto shared = move_up(::fcntl(shared_.fd(), F_DUPFD_CLOEXEC, kFirstFreeFd));
  SpawnSetup setup;
  setup.descriptors(out.runner.get(), err.runner.get(), wire.runner.get(), shared.get());
  setup.own_group_and_default_signals();
  std::vector<std::string> arguments{"jobhost",  "runner",
                                     "--socket", std::to_string(kSocketInRunner),
                                     "--shared", std::to_string(kSharedInRunner)};
  auto environment = runner_environment();
  pid_ = setup.spawn(executable, pointers(arguments).data(), pointers(environment).data());
  socket_ = std::move(wire.host);
  stdout_ = std::move(out.host);
  stderr_ = std::move(err.host);
  pid_fd_ = UniqueFd(static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0)));
  if (!pid_fd_) {
    reap();
    throw_errno("pidfd_open");
  }
}

RunnerProcess::~RunnerProcess() {
  if (!reaped_) {
    signal(SIGKILL);
    reap();
  }
}

void RunnerProcess::signal(int number) const {
  if (!reaped_) { ::kill(-pid_, number); }
}

void RunnerProcess::close_wire() const {
  ::shutdown(socket_.get(), SHUT_WR);
}

ProcessEnd RunnerProcess::reap() {
  int status = 0;
  rusage usage{};
  // Its children, if it made any, are in the group and hold its pipes. The leader is not reaped yet, so the number
  // of the group cannot have been given to anybody else.
  ::kill(-pid_, SIGKILL);
  while (::wait4(pid_, &status, 0, &usage) < 0 && errno == EINTR) {}
  reaped_ = true;
  const auto micros = [](const timeval& t) { return std::int64_t{t.tv_sec} * 1'000'000 + t.tv_usec; };
  return {.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 0,
          .signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0,
          .cpu_us = micros(usage.ru_utime) + micros(usage.ru_stime),
          .peak_memory_bytes = std::int64_t{usage.ru_maxrss} * 1024,
          .crash = read_crash(flags().crash),
          .out_of_memory = flags().crash.bad_alloc.load(std::memory_order_acquire) != 0};
}

std::int64_t RunnerProcess::cpu_us() const {
  clockid_t clock{};
  timespec time{};
  if (reaped_ || ::clock_getcpuclockid(pid_, &clock) != 0 || ::clock_gettime(clock, &time) != 0) { return 0; }
  return std::int64_t{time.tv_sec} * 1'000'000 + time.tv_nsec / 1'000;
}

std::int64_t RunnerProcess::peak_memory_bytes() const {
  if (reaped_) { return 0; }
  std::ifstream file(fmt::format("/proc/{}/status", pid_));
  const std::string status(std::istreambuf_iterator<char>(file), {});
  return status_bytes(status, "VmHWM");
}

std::string signal_name(int number) {
  const char* name = ::sigabbrev_np(number);
  return name != nullptr ? fmt::format("SIG{}", name) : fmt::format("signal {}", number);
}

}  // namespace jobhost
