// `jobhost serve`: the API, the queue, the dispatcher and the runners in one process. Returns when a signal has
// ended it.
#pragma once

#include <filesystem>
#include <string>

namespace jobhost {

struct ServeOptions {
  std::filesystem::path config = "jobs.yaml";
  std::string listen;          // instead of server.listen; empty: as configured
  std::filesystem::path data;  // instead of storage.data_dir; empty: as configured
};

// The exit status. Throws UserError and StoreError (exit status 2) when it cannot start.
int serve_command(const ServeOptions& options);

}  // namespace jobhost
