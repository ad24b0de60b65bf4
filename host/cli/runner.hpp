// `jobhost runner`: the child process that loads one plugin and runs one job at a time. Started by the host only.
#pragma once

namespace jobhost {

// socket_fd: the host's end talks frames over it. shared_fd: the memory with the cancel flag. Both are inherited
// and owned by the runner from here on. Returns the exit status.
int runner_command(int socket_fd, int shared_fd);

}  // namespace jobhost
