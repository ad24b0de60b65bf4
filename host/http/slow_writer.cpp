#include "http/slow_writer.hpp"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <system_error>
#include <vector>

#include "http/connection.hpp"
#include "support/log.hpp"

namespace jobhost {
namespace {

using std::chrono::steady_clock;

constexpr std::size_t kMostBytes = 256 << 20;
constexpr auto kLongestStall = std::chrono::seconds{30};
constexpr int kCheckEveryMs = 1'000;

UniqueFd checked(int fd, const char* what) {
  if (fd < 0) { throw std::system_error(errno, std::generic_category(), what); }
  return UniqueFd(fd);
}

void watch(int epoll, int fd, std::uint32_t events) {
  epoll_event event{};
  event.events = events;
  event.data.fd = fd;
  if (::epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) != 0) {
    throw std::system_error(errno, std::generic_category(), "epoll_ctl");
  }
}

}  // namespace

SlowWriter::SlowWriter()
    : epoll_(checked(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
      wake_up_(checked(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd")) {
  watch(epoll_.get(), wake_up_.get(), EPOLLIN);
}

SlowWriter::~SlowWriter() {
  stop(std::chrono::milliseconds{0});
}

void SlowWriter::start() {
  {
    const std::lock_guard lock(mutex_);
    running_ = true;
  }
  thread_ = std::jthread([this](const std::stop_token& stopping) { run(stopping); });
}

void SlowWriter::add(const std::shared_ptr<Connection>& connection) {
  const std::lock_guard lock(mutex_);
  if (!running_) { return connection->cut(); }
  const auto bytes = connection->bytes_in_memory();
  if (bytes_ + bytes > kMostBytes) {
    log_event(LogLevel::warning, "client cut: too many unread answers are in memory");
    return connection->cut();
  }
  bytes_ += bytes;
  entries_[connection->fd()] = {connection, bytes, steady_clock::now()};
  watch(epoll_.get(), connection->fd(), EPOLLOUT);
}

void SlowWriter::stop(std::chrono::milliseconds patience) {
  if (!thread_.joinable()) { return; }
  {
    std::unique_lock lock(mutex_);
    idle_.wait_for(lock, patience, [this] { return entries_.empty(); });
    for (const auto& [fd, entry] : entries_) { entry.connection->cut(); }
    running_ = false;
  }
  thread_.request_stop();
  const std::uint64_t one = 1;
  if (::write(wake_up_.get(), &one, sizeof one) < 0) { log_event(LogLevel::error, "slow writer: cannot wake"); }
  thread_.join();
  std::unordered_map<int, Entry> left;
  const std::lock_guard lock(mutex_);
  left.swap(entries_);  // they end outside the lock
  bytes_ = 0;
}

void SlowWriter::run(const std::stop_token& stopping) {
  std::array<epoll_event, 64> events{};
  while (!stopping.stop_requested()) {
    const int count = ::epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()), kCheckEveryMs);
    for (int i = 0; i < count; ++i) {
      const int fd = events[static_cast<std::size_t>(i)].data.fd;
      if (fd != wake_up_.get()) { write_to(fd); }
    }
    cut_stalled();
  }
}

void SlowWriter::write_to(int fd) {
  std::shared_ptr<Connection> connection;
  {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(fd);
    if (found == entries_.end()) { return; }
    connection = found->second.connection;
    found->second.last_progress = steady_clock::now();
  }
  // Outside the lock: add() must not wait for a disk that sendfile reads from.
  if (connection->continue_writing() != Connection::Progress::blocked) { forget(fd); }
}

void SlowWriter::forget(int fd) {
  Entry entry;
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(fd);
  if (found == entries_.end()) { return; }
  ::epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, fd, nullptr);
  entry = std::move(found->second);
  bytes_ -= entry.bytes;
  entries_.erase(found);
  idle_.notify_all();
}

// A cut connection becomes writable with an error, and write_to() forgets it.
void SlowWriter::cut_stalled() {
  const auto now = steady_clock::now();
  const std::lock_guard lock(mutex_);
  for (const auto& [fd, entry] : entries_) {
    if (now - entry.last_progress > kLongestStall) { entry.connection->cut(); }
  }
}

}  // namespace jobhost
