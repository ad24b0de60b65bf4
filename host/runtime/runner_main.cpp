#include "runtime/runner_main.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "runtime/attempt_usage.hpp"
#include "runtime/crash_handler.hpp"
#include "runtime/current_folder.hpp"
#include "runtime/host_functions.hpp"
#include "runtime/job_context.hpp"
#include "runtime/job_phases.hpp"
#include "runtime/plugin_library.hpp"
#include "runtime/resource_limits.hpp"
#include "runtime/runner_channel.hpp"
#include "runtime/runner_setup.hpp"
#include "runtime/sandbox.hpp"
#include "runtime/shared_flags.hpp"

namespace jobhost {
namespace {

// A plugin that never returns must not outlive the host: this thread sees that nobody can read the standard output
// any more and ends the process. (The death signal is not enough: it is sent when the spawning THREAD ends, and not
// at all if that happened early. The wire would tell as well, but who waits there is looked at for every message.)
// It starts after the sandbox, which binds only threads that come later; until then the main thread waits for its
// first message and sees a host that goes away. The descriptor is the thread's own: a plugin may close its output.
// A look every second, since what is closed stays open for the poll that waits on it.
void leave_with_host() {
  std::thread([output = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0)] {
    pollfd watched{output, 0, 0};  // POLLERR always counts
    while (::poll(&watched, 1, 1'000) <= 0) {}
    // In good order the main thread sees the same and leaves first.
    std::this_thread::sleep_for(std::chrono::seconds(2));
    ::_exit(0);
  }).detach();
}

// What every run of this runner needs.
struct RunnerParts {
  RunnerChannel& channel;
  SharedFlags& flags;
  const RunnerSetup& setup;
  CurrentFolder& folder;
  AttemptUsage& usage;
};

void add_cost(nlohmann::json& end, const AttemptCost& cost) {
  end["cpu_us"] = cost.cpu_us;
  end["peak_memory_bytes"] = cost.peak_memory_bytes;
  end["rss_bytes"] = cost.resident_bytes;
}

void run_one(const RunnerParts& parts, const PluginLibrary& plugin, const nlohmann::json& message) {
  JobContext context(parts.channel, parts.flags, static_cast<std::size_t>(parts.setup.max_output),
                     run_order_from_message(message));
  const auto status = run_phase(plugin, context);
  // What the plugin printed belongs to this job, not to the next one.
  std::fflush(nullptr);
  auto end = context.end(status);
  add_cost(end, parts.usage.finish());
  parts.channel.send(end);
  parts.folder.clean();
}

// From the first message on: everything that holds the plugin back, then the plugin, then its jobs.
void serve(RunnerChannel& channel, SharedFlags& flags, const RunnerSetup& setup) {
  CurrentFolder folder(setup.work_folder);
  AttemptUsage usage;
  apply_resource_limits(setup.limits);
  install_crash_handler(flags.crash);
  const auto sandbox = enter_sandbox(setup.limits, setup.work_folder);
  leave_with_host();
  static const HostTable host(setup.withhold);  // as long as the process
  PluginLibrary plugin(setup.plugin, host.abi());
  plugin.init(setup.settings);
  auto hello = plugin.descriptor();
  hello["t"] = "hello";
  hello["sandbox"] = to_json(sandbox);
  hello["total_cpu_us"] = usage.total_cpu_us();
  for (const auto& id : setup.ask_extensions) { hello["extensions"][id] = plugin.offers(id); }
  channel.send(hello);
  usage.start();
  const RunnerParts parts{channel, flags, setup, folder, usage};
  while (const auto message = channel.receive()) { run_one(parts, plugin, *message); }
  plugin.destroy();
}

}  // namespace

int run_runner(int socket_fd, int shared_fd) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::fcntl(socket_fd, F_SETFD, FD_CLOEXEC);
  ::fcntl(shared_fd, F_SETFD, FD_CLOEXEC);
  RunnerChannel channel{UniqueFd(socket_fd)};
  const auto shared = SharedFlagsMapping::open(UniqueFd(shared_fd));
  const auto setup = channel.receive();
  if (!setup) { return 0; }
  try {
    serve(channel, shared.flags(), setup_from_message(*setup));
    return 0;
  } catch (const PluginRefused& refused) {
    channel.send({{"t", "refused"}, {"code", refused.code()}, {"message", refused.what()}, {"fix", refused.fix()}});
  } catch (const std::exception& error) {
    channel.send({{"t", "refused"}, {"code", "runner_error"}, {"message", error.what()}});
  }
  return 1;
}

}  // namespace jobhost
