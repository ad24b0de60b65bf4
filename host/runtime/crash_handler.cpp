#include "runtime/crash_handler.hpp"

#include <execinfo.h>
#include <fcntl.h>
#include <ucontext.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <exception>
#include <new>
#include <span>

#include "runtime/sanitizer_build.hpp"

namespace jobhost {
namespace {

// A signal handler gets no argument of ours, so this is the one place where the runner keeps a global.
CrashRecord* the_record = nullptr;
std::terminate_handler usual_terminate = nullptr;
alignas(16) std::array<std::byte, 64 << 10> spare_stack;  // for when the crash is that the stack has run out

// SIGXCPU is the host's way to end an attempt over its CPU time; where it was spent is worth knowing.
constexpr std::array kCrashSignals{SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGSYS, SIGTRAP, SIGXCPU};
constexpr unsigned kReportSeconds = 3;

std::uint64_t program_counter_of(const void* context) {
  const auto& machine = static_cast<const ucontext_t*>(context)->uc_mcontext;
#if defined(__x86_64__)
  return static_cast<std::uint64_t>(machine.gregs[REG_RIP]);
#elif defined(__aarch64__)
  return machine.pc;
#else
  static_cast<void>(machine);
  return 0;
#endif
}

void copy_file(const char* path, std::span<char> to, std::uint32_t& size) {
  const int fd = ::open(path, O_RDONLY | O_CLOEXEC);
  while (fd >= 0 && size < to.size()) {
    const auto bytes = ::read(fd, to.data() + size, to.size() - size);
    if (bytes <= 0) { break; }
    size += static_cast<std::uint32_t>(bytes);
  }
  ::close(fd);
}

void write_down_stack(CrashRecord& record) {
  std::array<void*, kMaxCrashFrames> frames{};
  const int count = ::backtrace(frames.data(), static_cast<int>(frames.size()));
  for (int i = 0; i < count; ++i) {
    record.frames[static_cast<std::size_t>(i)] =
        reinterpret_cast<std::uintptr_t>(frames[static_cast<std::size_t>(i)]);
  }
  record.frame_count = static_cast<std::uint32_t>(count);
}

// Async-signal-safe calls only; backtrace() is, once it has been called before. What may go wrong comes last.
void on_crash(int number, siginfo_t* info, void* context) {
  auto& record = *the_record;
  // A second thread that crashes meanwhile waits for the end.
  static std::atomic_flag taken = ATOMIC_FLAG_INIT;
  while (taken.test_and_set()) { ::pause(); }
  // A stack that is broken may send the walk over it in circles.
  ::signal(SIGALRM, SIG_DFL);
  ::alarm(kReportSeconds);
  record.signal = number;
  record.signal_code = info->si_code;
  record.address = reinterpret_cast<std::uintptr_t>(info->si_addr);
  record.program_counter = program_counter_of(context);
  record.begun.store(1, std::memory_order_release);
  copy_file("/proc/self/status", record.status, record.status_size);
  copy_file("/proc/self/maps", record.maps, record.maps_size);
  write_down_stack(record);
  ::signal(number, SIG_DFL);
  ::raise(number);  // comes when this handler returns
}

// An exception that nobody caught ends in abort(). Which one it was tells whether memory was the reason.
[[noreturn]] void on_terminate() {
  try {
    if (const auto current = std::current_exception()) { std::rethrow_exception(current); }
  } catch (const std::bad_alloc&) { the_record->bad_alloc.store(1, std::memory_order_release); } catch (...) {
  }  // the usual handler says on stderr what it was
  usual_terminate();
  std::abort();
}

}  // namespace

void install_crash_handler(CrashRecord& record) {
  the_record = &record;
  usual_terminate = std::set_terminate(on_terminate);
  if (kSanitizerBuild) { return; }
  std::array<void*, 4> warm_up{};
  ::backtrace(warm_up.data(), static_cast<int>(warm_up.size()));  // loads what it needs, with malloc
  stack_t stack{};
  stack.ss_sp = spare_stack.data();
  stack.ss_size = spare_stack.size();
  ::sigaltstack(&stack, nullptr);
  struct sigaction action {};
  action.sa_sigaction = on_crash;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  for (const int number : kCrashSignals) { ::sigaction(number, &action, nullptr); }
}

}  // namespace jobhost
