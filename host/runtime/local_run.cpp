#include "runtime/local_run.hpp"

#include <sys/socket.h>

#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <thread>
#include <utility>

#include "runtime/host_functions.hpp"
#include "runtime/job_context.hpp"
#include "runtime/plugin_library.hpp"
#include "runtime/runner_channel.hpp"
#include "runtime/shared_flags.hpp"
#include "support/throw_errno.hpp"
#include "support/unique_fd.hpp"

namespace jobhost {
namespace {

std::pair<UniqueFd, UniqueFd> connected_sockets() {
  std::array<int, 2> fds{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds.data()) != 0) { throw_errno("socketpair"); }
  return {UniqueFd(fds[0]), UniqueFd(fds[1])};
}

// What a host does meanwhile: takes in what the job says, answers what it asks.
void play_the_host(RunnerChannel& channel, ProbeConversation& conversation) {
  while (!conversation.ended()) {
    const auto message = channel.receive();
    if (!message) { return; }
    if (const auto answer = conversation.on_message(*message)) { channel.send(*answer); }
  }
}

}  // namespace

ProbeRun run_in_this_process(const LocalOrder& order) {
  PluginLibrary plugin(order.plugin, host_table());
  plugin.init(order.settings);
  auto [host_end, plugin_end] = connected_sockets();
  RunnerChannel host_channel(std::move(host_end));
  RunnerChannel plugin_channel(std::move(plugin_end));
  ProbeConversation conversation(order.series, order.listener);
  std::jthread host([&] { play_the_host(host_channel, conversation); });
  const auto flags = SharedFlagsMapping::create();
  const auto start = std::chrono::steady_clock::now();
  JobContext context(
      plugin_channel, flags.flags(), static_cast<std::size_t>(order.max_output),
      {.run = 1, .id = 1, .attempt = 1, .payload = order.payload, .shard = {}, .merge = 0, .whole = true});
  const auto status = plugin.run(context.abi());
  std::fflush(nullptr);
  plugin_channel.send(context.end(status));
  host.join();
  plugin.destroy();
  auto run = std::move(conversation.run());
  run.duration = std::chrono::ceil<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
  return run;
}

}  // namespace jobhost
