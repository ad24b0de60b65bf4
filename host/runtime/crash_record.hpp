// What a runner that crashes writes down for the host, in the memory that both share: its last signal, where it
// was, and what was mapped where. Written by a signal handler, so it is plain memory; read by the host when the
// process has gone. The host trusts none of it: a plugin can write there, too.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace jobhost {

inline constexpr std::size_t kMaxCrashFrames = 64;
inline constexpr std::size_t kMaxCrashMaps = 256 << 10;

// Fresh shared memory is zero, and only what is written takes room: no member has an initializer, on purpose.
struct CrashRecord {
  std::atomic<std::uint32_t> begun;  // 1: signal and address are there, and frames and maps as far as it got
  std::int32_t signal;
  std::int32_t signal_code;  // si_code: how the signal came about
  std::uint32_t frame_count;
  std::uint32_t maps_size;
  std::uint32_t status_size;
  std::uint64_t address;                 // that could not be accessed, or of the instruction at fault
  std::uint64_t program_counter;         // where the signal came
  std::atomic<std::uint32_t> bad_alloc;  // 1: the plugin let a std::bad_alloc escape from a thread
  std::array<std::uint64_t, kMaxCrashFrames> frames;
  std::array<char, 4096> status;         // text of /proc/self/status
  std::array<char, kMaxCrashMaps> maps;  // text of /proc/self/maps
};

// The same as the host carries it on.
struct CrashReport {
  int signal = 0;
  int signal_code = 0;
  std::uint64_t address = 0;
  std::vector<std::uint64_t> frames;  // innermost first, from the place of the signal on
  std::string maps;
  std::int64_t peak_memory_bytes = 0;  // of the process; 0: not known
};

// nullopt when no crash was written down.
std::optional<CrashReport> read_crash(const CrashRecord& record);

}  // namespace jobhost
