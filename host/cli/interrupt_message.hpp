// While it lives, Ctrl-C prints a message on stderr and ends the process with exit status 130 at once, in the
// middle of whatever it waits for. At most one at a time, main thread.
#pragma once

#include <csignal>
#include <string_view>

namespace jobhost {

class InterruptMessage {
 public:
  explicit InterruptMessage(std::string_view message);
  ~InterruptMessage();
  InterruptMessage(const InterruptMessage&) = delete;
  InterruptMessage& operator=(const InterruptMessage&) = delete;

 private:
  struct sigaction before_ {};
};

}  // namespace jobhost
