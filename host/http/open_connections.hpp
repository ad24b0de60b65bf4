// Every connection that is open, and how many may be. Any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <unordered_set>

#include "http/connection.hpp"

namespace jobhost {

class OpenConnections {
 public:
  OpenConnections(SlowWriter& slow_writer, std::size_t most) : slow_writer_(slow_writer), most_(most) {}
  OpenConnections(const OpenConnections&) = delete;
  OpenConnections& operator=(const OpenConnections&) = delete;

  // Takes a duplicate of `socket`. nullptr when too many are open or no descriptor is left.
  std::shared_ptr<Connection> open(int socket);
  [[nodiscard]] std::size_t count() const;

  // Ends them all, and each that is accepted from now on; Pistache sees that, and lets go of them.
  void cut_all();
  // Until none is left, at most `patience`.
  void wait_until_closed(std::chrono::milliseconds patience);

 private:
  void forget(Connection* connection);

  SlowWriter& slow_writer_;
  const std::size_t most_;

  // Guarded by mutex_. A connection removes itself when its last owner lets go.
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::unordered_set<Connection*> connections_;
  bool ending_ = false;
};

}  // namespace jobhost
