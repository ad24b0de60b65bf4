#include "http/open_connections.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace jobhost {

std::shared_ptr<Connection> OpenConnections::open(int socket) {
  const std::lock_guard lock(mutex_);
  if (connections_.size() >= most_) { return nullptr; }
  UniqueFd duplicate(::fcntl(socket, F_DUPFD_CLOEXEC, 3));
  if (!duplicate) { return nullptr; }
  // Answers are written whole: waiting for more to send would only delay them.
  const int yes = 1;
  ::setsockopt(duplicate.get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  std::shared_ptr<Connection> connection(new Connection(std::move(duplicate), slow_writer_),
                                         [this](Connection* gone) {
                                           forget(gone);
                                           delete gone;
                                         });
  connections_.insert(connection.get());
  if (ending_) { connection->cut(); }
  return connection;
}

std::size_t OpenConnections::count() const {
  const std::lock_guard lock(mutex_);
  return connections_.size();
}

void OpenConnections::cut_all() {
  const std::lock_guard lock(mutex_);
  ending_ = true;
  for (auto* connection : connections_) { connection->cut(); }
}

void OpenConnections::wait_until_closed(std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, patience, [this] { return connections_.empty(); });
}

void OpenConnections::forget(Connection* connection) {
  const std::lock_guard lock(mutex_);
  connections_.erase(connection);
  changed_.notify_all();
}

}  // namespace jobhost
