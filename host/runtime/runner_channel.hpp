// The runner's end of the wire: blocking, one reader (main thread), writers on any thread of the plugin. When the
// host has gone, the process ends: nobody is left to take a result.
#pragma once

#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "runtime/wire.hpp"
#include "support/unique_fd.hpp"

namespace jobhost {

class RunnerChannel {
 public:
  explicit RunnerChannel(UniqueFd socket);

  // Any thread.
  void send(const nlohmann::json& message);
  // Main thread. nullopt when the host has closed the connection.
  std::optional<nlohmann::json> receive();

 private:
  UniqueFd socket_;
  std::mutex write_mutex_;
  FrameBuffer incoming_;
};

}  // namespace jobhost
