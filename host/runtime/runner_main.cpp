#include "runtime/runner_main.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <thread>

#include "runtime/host_functions.hpp"
#include "runtime/job_context.hpp"
#include "runtime/job_phases.hpp"
#include "runtime/plugin_library.hpp"
#include "runtime/runner_channel.hpp"
#include "runtime/shared_flags.hpp"

namespace jobhost {
namespace {

struct Usage {
  std::int64_t cpu_us = 0;
  std::int64_t peak_memory_bytes = 0;
};

Usage usage_so_far() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto micros = [](const timeval& t) { return std::int64_t{t.tv_sec} * 1'000'000 + t.tv_usec; };
  return {micros(usage.ru_utime) + micros(usage.ru_stime), std::int64_t{usage.ru_maxrss} * 1024};
}

// A plugin that never returns must not outlive the host: this thread sees the socket hang up and ends the process.
// (The death signal is not enough: it is sent when the spawning THREAD ends, and not at all if that happened early.)
// A look every second, since a socket that the plugin closes stays open for the poll that waits on it.
void leave_with_host(int socket_fd) {
  std::thread([socket_fd] {
    pollfd watched{socket_fd, POLLRDHUP, 0};
    while (::poll(&watched, 1, 1'000) <= 0) {}
    // In good order the main thread sees the same and leaves first.
    std::this_thread::sleep_for(std::chrono::seconds(2));
    ::_exit(0);
  }).detach();
}

RunOrder read_order(const nlohmann::json& message) {
  RunOrder order{.run = message.at("run").get<std::uint64_t>(),
                 .id = message.at("id").get<std::int64_t>(),
                 .attempt = message.at("attempt").get<std::uint32_t>(),
                 .payload = message.at("payload").get<std::string>(),
                 .shard = {},
                 .merge = message.value("merge", 0U)};
  if (const auto shard = message.find("shard"); shard != message.end()) {
    order.shard = {shard->get<std::string>(), message.at("index").get<std::uint32_t>(),
                   message.at("count").get<std::uint32_t>()};
  }
  return order;
}

void run_one(RunnerChannel& channel, SharedFlags& flags, const PluginLibrary& plugin, std::size_t max_output,
             const nlohmann::json& message) {
  const auto before = usage_so_far();
  JobContext context(channel, flags, max_output, read_order(message));
  const auto status = run_phase(plugin, context);
  // What the plugin printed belongs to this job, not to the next one.
  std::fflush(nullptr);
  auto end = context.end(status);
  const auto after = usage_so_far();
  end["cpu_us"] = after.cpu_us - before.cpu_us;
  end["peak_memory_bytes"] = after.peak_memory_bytes;
  channel.send(end);
}

void serve(RunnerChannel& channel, SharedFlags& flags, const nlohmann::json& setup) {
  PluginLibrary plugin(setup.at("plugin").get<std::string>(), host_table());
  plugin.init(setup.at("settings").get<std::string>());
  auto hello = plugin.descriptor();
  hello["t"] = "hello";
  channel.send(hello);
  const auto max_output = setup.at("max_output").get<std::size_t>();
  while (const auto message = channel.receive()) { run_one(channel, flags, plugin, max_output, *message); }
  plugin.destroy();
}

}  // namespace

int run_runner(int socket_fd, int shared_fd) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::fcntl(socket_fd, F_SETFD, FD_CLOEXEC);
  ::fcntl(shared_fd, F_SETFD, FD_CLOEXEC);
  RunnerChannel channel{UniqueFd(socket_fd)};
  const auto shared = SharedFlagsMapping::open(UniqueFd(shared_fd));
  leave_with_host(socket_fd);
  const auto setup = channel.receive();
  if (!setup) { return 0; }
  try {
    serve(channel, shared.flags(), *setup);
    return 0;
  } catch (const PluginRefused& refused) {
    channel.send({{"t", "refused"}, {"code", refused.code()}, {"message", refused.what()}});
  } catch (const std::exception& error) {
    channel.send({{"t", "refused"}, {"code", "runner_error"}, {"message", error.what()}});
  }
  return 1;
}

}  // namespace jobhost
