#include "runtime/crash_text.hpp"

#include <fmt/format.h>

#include <csignal>

#include "runtime/runner_process.hpp"
#include "runtime/stack_names.hpp"
#include "support/utf8.hpp"

namespace jobhost {
namespace {

// For these the address is a place in memory; for others the field holds something else. A signal that a process
// sent (si_code of 0 or less) has none.
bool has_address(const CrashReport& crash) {
  const bool of_memory =
      crash.signal == SIGSEGV || crash.signal == SIGBUS || crash.signal == SIGILL || crash.signal == SIGFPE;
  return of_memory && crash.signal_code > 0;
}

}  // namespace

std::string crash_text(const CrashReport& crash) {
  auto text = signal_name(crash.signal);
  if (has_address(crash)) { text += fmt::format(" at address {:#x}", crash.address); }
  text += '\n';
  int number = 0;
  for (const auto& name : stack_names(crash.frames, crash.maps)) {
    text += fmt::format("#{} {}\n", number++, to_valid_utf8(name));
  }
  return text;
}

}  // namespace jobhost
