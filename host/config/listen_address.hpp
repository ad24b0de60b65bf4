// "127.0.0.1:8080", "[::1]:0", "localhost:8080": where the host listens. Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jobhost {

struct ListenAddress {
  std::string host;  // without brackets
  std::uint16_t port = 0;
};

// nullopt when it is not ADDRESS:PORT. An address with colons (IPv6) must be in brackets.
std::optional<ListenAddress> parse_listen_address(std::string_view text);

// 127.0.0.0/8, ::1 or localhost. The host has no API keys yet, so it may listen nowhere else.
bool is_loopback(const std::string& host);

}  // namespace jobhost
