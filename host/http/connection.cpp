#include "http/connection.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "http/slow_writer.hpp"

namespace jobhost {
namespace {

constexpr std::size_t kMostPerTurn = 1 << 20;

Connection::Progress progress_of_error() {
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? Connection::Progress::blocked
                                                                   : Connection::Progress::failed;
}

}  // namespace

Connection::Connection(UniqueFd socket, SlowWriter& slow_writer)
    : socket_(std::move(socket)), slow_writer_(slow_writer) {}

bool Connection::takes_input() {
  const std::lock_guard lock(mutex_);
  if (answering_) { must_close_ = true; }
  return !answering_ && !ending_;
}

void Connection::begin_answer() {
  const std::lock_guard lock(mutex_);
  answering_ = true;
}

void Connection::answer(std::string bytes, std::optional<FilePart> file, bool close) {
  auto progress = Progress::done;
  {
    const std::lock_guard lock(mutex_);
    if (ending_) { return; }
    answering_ = true;
    text_ = std::move(bytes);
    written_ = 0;
    file_ = std::move(file);
    close_ = close;
    progress = finish_write(write_some());
  }
  if (progress == Progress::blocked) { slow_writer_.add(shared_from_this()); }
}

void Connection::write_interim(std::string_view bytes) {
  const std::lock_guard lock(mutex_);
  // A full socket means a client that does not read: it will not miss the line.
  if (!answering_ && !ending_) { ::send(socket_.get(), bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL); }
}

void Connection::cut() noexcept {
  ::shutdown(socket_.get(), SHUT_RDWR);
}

Connection::Progress Connection::continue_writing() {
  const std::lock_guard lock(mutex_);
  return finish_write(write_some());
}

std::size_t Connection::bytes_in_memory() const {
  const std::lock_guard lock(mutex_);
  return text_.size();
}

Connection::Progress Connection::write_some() {
  const auto progress = write_text();
  return progress == Progress::done && file_ ? write_file() : progress;
}

Connection::Progress Connection::write_text() {
  std::size_t turn = 0;
  while (written_ < text_.size()) {
    if (turn >= kMostPerTurn) { return Progress::blocked; }
    const int more = file_ ? MSG_MORE : 0;
    const auto count = ::send(socket_.get(), text_.data() + written_,
                              std::min(text_.size() - written_, kMostPerTurn), MSG_DONTWAIT | MSG_NOSIGNAL | more);
    if (count < 0) { return progress_of_error(); }
    written_ += static_cast<std::size_t>(count);
    turn += static_cast<std::size_t>(count);
  }
  return Progress::done;
}

// Not sendfile: it raises SIGPIPE when the client has gone, and takes no flag against that.
Connection::Progress Connection::write_file() {
  std::array<char, 64 << 10> piece{};
  for (std::size_t turn = 0; file_->length > 0; turn += piece.size()) {
    if (turn >= kMostPerTurn) { return Progress::blocked; }
    const auto wanted = std::min(piece.size(), static_cast<std::size_t>(file_->length));
    const auto have = ::pread(file_->file.get(), piece.data(), wanted, file_->offset);
    if (have <= 0) { return Progress::failed; }  // a disk error, or the file is shorter than the length promised
    const auto count =
        ::send(socket_.get(), piece.data(), static_cast<std::size_t>(have), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (count < 0) { return progress_of_error(); }
    file_->offset += count;
    file_->length -= count;
  }
  return Progress::done;
}

Connection::Progress Connection::finish_write(Progress progress) {
  if (progress == Progress::blocked) { return progress; }
  answering_ = false;
  text_ = {};
  file_.reset();
  if (progress == Progress::failed) {
    ending_ = true;
    cut();
  } else if (close_ || must_close_) {
    // Only our side: what the client still sends is read and dropped, else a reset could overtake the answer.
    ending_ = true;
    ::shutdown(socket_.get(), SHUT_WR);
  }
  return progress;
}

}  // namespace jobhost
