// A TCP connection to the host that does what no HTTP library would. Reads have a deadline of 20 seconds.
#pragma once

#include <string>
#include <string_view>

#include "support/unique_fd.hpp"

namespace jobhost {

class RawClient {
 public:
  // `receive_buffer`: of the socket, small to make a slow reader; 0: the system's.
  explicit RawClient(int port, int receive_buffer = 0);

  void send(std::string_view bytes);
  // Sends as long as the host takes bytes; false when it has closed the connection.
  bool try_send(std::string_view bytes);
  // One answer: head, and a body of Content-Length bytes. Empty when the host closed without one.
  std::string read_answer();
  // Everything until the host closes.
  std::string read_to_end();
  void close() { socket_.reset(); }

 private:
  bool read_more();

  UniqueFd socket_;
  std::string buffer_;
};

// "GET /path HTTP/1.1" with Host and `headers`, each ended by \r\n, and the empty line.
std::string raw_get(const std::string& path, const std::string& headers = {});
std::string raw_post(const std::string& path, const std::string& body, const std::string& headers = {});

}  // namespace jobhost
