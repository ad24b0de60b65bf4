#include "cli/interrupt_message.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>

#include "cli/exit_code.hpp"

namespace jobhost {
namespace {

// A signal handler reaches nothing but globals. Written before the handler is installed, read only by it.
std::array<char, 512> message_bytes{};
std::size_t message_size = 0;

extern "C" void print_message_and_exit(int /*signal*/) {
  // Nothing that could be done about a failure here.
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, message_bytes.data(), message_size);
  ::_exit(static_cast<int>(ExitCode::interrupted));
}

}  // namespace

InterruptMessage::InterruptMessage(std::string_view message) {
  message_size = std::min(message.size(), message_bytes.size());
  std::copy_n(message.begin(), message_size, message_bytes.begin());
  struct sigaction action {};
  action.sa_handler = print_message_and_exit;
  ::sigaction(SIGINT, &action, &before_);
}

InterruptMessage::~InterruptMessage() {
  ::sigaction(SIGINT, &before_, nullptr);
}

}  // namespace jobhost
