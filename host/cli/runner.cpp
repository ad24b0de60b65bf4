#include "cli/runner.hpp"

#include "runtime/runner_main.hpp"

namespace jobhost {

int runner_command(int socket_fd, int shared_fd) {
  return run_runner(socket_fd, shared_fd);
}

}  // namespace jobhost
