#include "support/host_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

extern char** environ;

namespace jobhost {
namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

int exit_code_of(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace

HostProcess::HostProcess(const std::string& config) {
  std::ofstream(folder_ / "jobs.yaml") << config;
}

HostProcess::~HostProcess() {
  if (pid_ > 0) {
    ::kill(pid_, SIGTERM);
    wait();
  }
}

void HostProcess::spawn() {
  std::vector<std::string> arguments{JOBHOST_BINARY, "serve", "--config", (folder_ / "jobs.yaml").string(),
                                     "--listen",     listen_, "--data",   data_.string()};
  std::vector<char*> pointers;
  for (auto& argument : arguments) { pointers.push_back(argument.data()); }
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  const auto log = (folder_ / "log").string();
  ::posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_addopen(&actions, 2, log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
  const int error = ::posix_spawn(&pid_, JOBHOST_BINARY, &actions, nullptr, pointers.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (error != 0) { throw std::runtime_error("cannot start " JOBHOST_BINARY); }
}

void HostProcess::start() {
  std::filesystem::remove(data() / "address");
  spawn();
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (std::chrono::steady_clock::now() < deadline) {
    address_ = read_file(data() / "address");
    if (!address_.empty() && address_.back() == '\n') {
      address_.pop_back();
      return;
    }
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) == pid_) {
      pid_ = -1;
      throw std::runtime_error(fmt::format("the host ended with {}: {}", exit_code_of(status), output()));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  throw std::runtime_error("the host did not start: " + output());
}

HostProcess::Failure HostProcess::start_and_fail() {
  spawn();
  const int code = wait();
  return {code, output()};
}

void HostProcess::signal(int number) const {
  ::kill(pid_, number);
}

int HostProcess::wait() {
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  return exit_code_of(status);
}

void HostProcess::kill9() {
  signal(SIGKILL);
  wait();
}

std::string HostProcess::output() const {
  return read_file(folder_ / "log");
}

std::string test_config(const std::vector<std::string>& plugins, const std::string& more) {
  std::string text = "logging: {level: info}\njob_types:\n";
  for (const auto& plugin : plugins) {
    text += fmt::format("  {0}:\n    plugin: {1}/{0}.so\n{2}", plugin, JOBHOST_PLUGIN_DIR, more);
  }
  return text;
}

}  // namespace jobhost
