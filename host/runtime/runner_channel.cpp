#include "runtime/runner_channel.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <nlohmann/json.hpp>

namespace jobhost {
namespace {

// What comes is the host's, which checks it: payloads, settings, partials of shards. A frame's length has 32 bits.
constexpr std::size_t kMaxIncoming = UINT32_MAX;

// A recv() that waits would also be woken when the host reads what was sent before, once per job and for nothing; a
// poll() is not.
void wait_for_input(int socket) {
  pollfd input{socket, POLLIN, 0};
  ::poll(&input, 1, -1);
}

}  // namespace

RunnerChannel::RunnerChannel(UniqueFd socket) : socket_(std::move(socket)), incoming_(kMaxIncoming) {}

void RunnerChannel::send(const nlohmann::json& message) {
  const auto frame = encode_frame(message);
  std::span<const std::uint8_t> rest(frame);
  const std::scoped_lock lock(write_mutex_);
  while (!rest.empty()) {
    const auto sent = ::send(socket_.get(), rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) { continue; }
    if (sent < 0) { ::_exit(0); }
    rest = rest.subspan(static_cast<std::size_t>(sent));
  }
}

std::optional<nlohmann::json> RunnerChannel::receive() {
  for (;;) {
    if (const auto body = incoming_.next()) { return decode_message(*body); }
    wait_for_input(socket_.get());
    const auto space = incoming_.writable();
    const auto bytes = ::recv(socket_.get(), space.data(), space.size(), 0);
    if (bytes < 0 && errno == EINTR) { continue; }
    if (bytes <= 0) { return std::nullopt; }
    incoming_.commit(static_cast<std::size_t>(bytes));
  }
}

}  // namespace jobhost
