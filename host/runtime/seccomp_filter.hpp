// The system calls that a plugin does without: other programs and processes, the machine's set-up, the network.
// A forbidden call fails with EPERM and the plugin goes on. Runner side, on the main thread while it is the only
// one, after no_new_privs, before the plugin is loaded; later threads inherit the filter and nothing takes it off.
#pragma once

namespace jobhost {

// allow_network: sockets of every kind are left alone. Throws std::system_error when the kernel does not take it.
void install_seccomp_filter(bool allow_network);

}  // namespace jobhost
