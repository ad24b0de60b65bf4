#include "runtime/crash_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <string_view>

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

// From here on down the stack is the runner's own and always the same. Several, since optimization may make any of
// them a part of its caller.
bool is_runner_frame(std::string_view name) {
  constexpr std::array kRunnerFrames{"jobhost::PluginLibrary::run(", "jobhost::run_phase(",
                                     "jobhost::(anonymous namespace)::run_one(",
                                     "jobhost::(anonymous namespace)::serve(", "jobhost::run_runner("};
  return std::any_of(kRunnerFrames.begin(), kRunnerFrames.end(),
                     [&](std::string_view frame) { return name.starts_with(frame); });
}

}  // namespace

std::string crash_text(const CrashReport& crash) {
  auto text = signal_name(crash.signal);
  if (has_address(crash)) { text += fmt::format(" at address {:#x}", crash.address); }
  text += '\n';
  int number = 0;
  for (const auto& name : stack_names(crash.frames, crash.maps)) {
    if (is_runner_frame(name)) { break; }
    text += fmt::format("#{} {}\n", number++, to_valid_utf8(name));
  }
  return text;
}

}  // namespace jobhost
