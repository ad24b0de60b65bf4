#include "http/left_sockets.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <charconv>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>

namespace jobhost {
namespace {

std::optional<int> descriptor_of(const std::filesystem::directory_entry& entry) {
  const auto name = entry.path().filename().string();
  int fd = -1;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), fd);
  return error == std::errc{} ? std::optional(fd) : std::nullopt;
}

// 0 when it is no TCP socket.
std::uint16_t own_port_of(int fd) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) != 0) { return 0; }
  // The port has the same place in both families.
  static_assert(offsetof(sockaddr_in, sin_port) == offsetof(sockaddr_in6, sin6_port));
  const bool is_internet = address.ss_family == AF_INET || address.ss_family == AF_INET6;
  return is_internet ? ntohs(reinterpret_cast<const sockaddr_in&>(address).sin_port) : std::uint16_t{0};
}

}  // namespace

void shut_down_left_sockets(std::uint16_t port) {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd", ignored)) {
    const auto fd = descriptor_of(entry);
    if (fd && own_port_of(*fd) == port) { ::shutdown(*fd, SHUT_RDWR); }
  }
}

}  // namespace jobhost
