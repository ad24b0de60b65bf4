#include "config/listen_address.hpp"

#include <arpa/inet.h>

#include <charconv>

namespace jobhost {
namespace {

std::optional<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, port);
  return error == std::errc{} && rest == end ? std::optional(port) : std::nullopt;
}

std::optional<std::string> parse_host(std::string_view text) {
  if (text.size() > 2 && text.front() == '[' && text.back() == ']') {
    return std::string(text.substr(1, text.size() - 2));
  }
  if (text.empty() || text.find_first_of(":[] /") != std::string_view::npos) { return std::nullopt; }
  return std::string(text);
}

}  // namespace

std::optional<ListenAddress> parse_listen_address(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) { return std::nullopt; }
  auto host = parse_host(text.substr(0, colon));
  const auto port = parse_port(text.substr(colon + 1));
  if (!host || !port) { return std::nullopt; }
  return ListenAddress{std::move(*host), *port};
}

bool is_loopback(const std::string& host) {
  in_addr v4{};
  if (::inet_pton(AF_INET, host.c_str(), &v4) == 1) { return (ntohl(v4.s_addr) >> 24) == 127; }
  return host == "localhost" || host == "::1";
}

}  // namespace jobhost
