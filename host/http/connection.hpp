// The writing side of one client connection. Pistache reads and parses; answers are written here, straight to a
// duplicate of its socket, never through Pistache's ResponseWriter. Why: its write queue knows a connection only by
// the number of its descriptor, so an answer for a client that has left can reach the next client with that number;
// and it spins when a reader stalls. Our duplicate stays this client's as long as this object lives. Input
// functions: the connection's reactor thread. The others: any thread.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "http/response.hpp"
#include "support/unique_fd.hpp"

namespace jobhost {

class SlowWriter;

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  enum class Progress { done, blocked, failed };

  Connection(UniqueFd socket, SlowWriter& slow_writer);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // May bytes that have come in be taken for a new request? Not while one is being answered (then they were
  // pipelined: the connection ends after that answer, and a client that knows HTTP asks again), and not once it is
  // ending.
  [[nodiscard]] bool takes_input();
  // A whole request has been taken; no other is until answer().
  void begin_answer();
  // Pistache says that the client closed at least its side.
  void set_client_left() noexcept { client_left_ = true; }
  [[nodiscard]] bool client_left() const noexcept { return client_left_; }

  // True once this connection will end after the answer, whatever the client asked for.
  [[nodiscard]] bool must_close() const noexcept { return must_close_; }
  void close_after_answer() noexcept { must_close_ = true; }

  // Writes what the socket takes now; the rest is written by SlowWriter. Never blocks.
  void answer(std::string bytes, std::optional<FilePart> file, bool close);
  // A line before the answer: "100 Continue".
  void write_interim(std::string_view bytes);
  // Ends both directions at once.
  void cut() noexcept;

  // SlowWriter only: the next piece.
  Progress continue_writing();
  [[nodiscard]] std::size_t bytes_in_memory() const;
  [[nodiscard]] int fd() const noexcept { return socket_.get(); }

 private:
  Progress write_some();
  Progress write_text();
  Progress write_file();
  Progress finish_write(Progress progress);

  const UniqueFd socket_;
  SlowWriter& slow_writer_;
  std::atomic<bool> client_left_{false};
  std::atomic<bool> must_close_{false};

  // Guarded by mutex_. It is held during writes of at most kMostPerTurn bytes, so that the reactor, which asks
  // takes_input(), sees an answer either not begun or out.
  mutable std::mutex mutex_;
  bool answering_ = false;
  bool ending_ = false;
  bool close_ = false;
  std::string text_;
  std::size_t written_ = 0;  // of text_
  std::optional<FilePart> file_;
};

}  // namespace jobhost
