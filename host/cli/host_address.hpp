// Where the host is: --server, else --data DIR (its file DIR/address, written by the host), else JOBHOST_SERVER,
// else
// ./var/address, else http://127.0.0.1:8080.
#pragma once

#include <filesystem>
#include <string>

namespace jobhost {

struct HostHints {
  std::string server;
  std::filesystem::path data;
};

struct HostAddress {
  std::string url;     // "http://127.0.0.1:8080", no slash at the end
  std::string source;  // who said so, for messages: "--server", "var/address"
};

// Throws UserError when an address is not one; HostUnreachable when DIR/address is not there. environment: the
// value of JOBHOST_SERVER, may be null.
HostAddress find_host(const HostHints& hints, const char* environment);

}  // namespace jobhost
