#include "cli/host_address.hpp"

#include <fmt/format.h>

#include <fstream>

#include "cli/http_client.hpp"
#include "support/errors.hpp"

namespace jobhost {
namespace {

HostAddress checked(std::string url, std::string source) {
  if (url.find("://") == std::string::npos) { url = "http://" + url; }
  const auto start = url.find("://") + 3;
  while (url.size() > start && url.ends_with('/')) { url.pop_back(); }
  const auto authority = std::string_view(url).substr(start);
  const bool web = url.starts_with("http://") || url.starts_with("https://");
  if (!web || authority.empty() || authority.find_first_of("/?# @") != std::string_view::npos) {
    throw UserError(
        fmt::format("\"{}\" ({}) is not the address of a host; it looks like http://127.0.0.1:8080", url, source));
  }
  return {std::move(url), std::move(source)};
}

std::string first_line(const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::string line;
  std::getline(stream, line);
  return line;
}

}  // namespace

HostAddress find_host(const HostHints& hints, const char* environment) {
  if (!hints.server.empty()) { return checked(hints.server, "--server"); }
  if (!hints.data.empty()) {
    const auto file = hints.data / "address";
    const auto address = first_line(file);
    if (address.empty()) {
      throw HostUnreachable(
          fmt::format("{} is not there: no host runs on this data folder (start one with: jobhost "
                      "serve --data {})",
                      file.string(), hints.data.string()));
    }
    return checked(address, file.string());
  }
  if (environment != nullptr && *environment != '\0') { return checked(environment, "JOBHOST_SERVER"); }
  const auto address = first_line("var/address");
  return address.empty() ? HostAddress{"http://127.0.0.1:8080", "the default"} : checked(address, "var/address");
}

}  // namespace jobhost
