#include "trespasses.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>

namespace {

using jobhost::Job;
using jobhost::json;

json outcome_of(long result) {
  return {{"errno", result < 0 ? errno : 0}};
}

std::string text(Job& job, const char* field) {
  return job.payload().at(field).get<std::string>();
}

// The bound is for the day on which the sandbox does not hold.
json fork_bomb(Job&) {
  for (int children = 0; children < 200; ++children) {
    const auto child = ::fork();
    if (child == 0) { ::_exit(0); }
    if (child < 0) { return {{"errno", errno}, {"children", children}}; }
  }
  return {{"errno", 0}};
}

json run_program(Job&) {
  char name[] = "true";
  char* const arguments[] = {name, nullptr};
  char* const environment[] = {nullptr};
  return outcome_of(::execve("/bin/true", arguments, environment));
}

json write_file(Job& job) {
  const int fd = ::open(text(job, "file").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
  auto outcome = outcome_of(fd);
  if (fd >= 0) { ::close(fd); }
  return outcome;
}

json connect_to_port(Job& job) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) { return outcome_of(fd); }
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(job.payload().at("port").get<std::uint16_t>());
  auto outcome = outcome_of(::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address));
  ::close(fd);
  return outcome;
}

json limit_parent(Job&) {
  const rlimit none{0, 0};
  return outcome_of(::prlimit(::getppid(), RLIMIT_NOFILE, &none, nullptr));
}

json raise_own_limit(Job&) {
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max = files.rlim_max + 1;
  return outcome_of(::setrlimit(RLIMIT_NOFILE, &files));
}

}  // namespace

const Actions& trespasses() {
  static const Actions actions{
      {"fork_bomb", fork_bomb},
      {"exec", run_program},
      {"write_file", write_file},
      {"remove_file", [](Job& job) { return outcome_of(::unlink(text(job, "file").c_str())); }},
      {"truncate_file", [](Job& job) { return outcome_of(::truncate(text(job, "file").c_str(), 0)); }},
      {"make_folder", [](Job& job) { return outcome_of(::mkdir(text(job, "file").c_str(), 0755)); }},
      {"change_mode", [](Job& job) { return outcome_of(::chmod(text(job, "file").c_str(), 0)); }},
      {"connect", connect_to_port},
      {"kill_parent", [](Job&) { return outcome_of(::kill(::getppid(), SIGKILL)); }},
      {"trace_parent", [](Job&) { return outcome_of(::ptrace(PTRACE_ATTACH, ::getppid(), nullptr, nullptr)); }},
      {"limit_parent", limit_parent},
      {"raise_own_limit", raise_own_limit},
      {"leave_group", [](Job&) { return outcome_of(::setpgid(0, ::getpgid(::getppid()))); }},
      {"unshare", [](Job&) { return outcome_of(::unshare(CLONE_NEWUSER)); }},
      {"io_uring", [](Job&) { return outcome_of(::syscall(SYS_io_uring_setup, 1, nullptr)); }},
  };
  return actions;
}
