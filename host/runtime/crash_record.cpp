#include "runtime/crash_record.hpp"

#include <algorithm>

#include "runtime/attempt_usage.hpp"

namespace jobhost {

std::optional<CrashReport> read_crash(const CrashRecord& record) {
  if (record.begun.load(std::memory_order_acquire) == 0) { return std::nullopt; }
  const auto frames = std::min<std::size_t>(record.frame_count, kMaxCrashFrames);
  const auto maps = std::min<std::size_t>(record.maps_size, kMaxCrashMaps);
  const auto status = std::min<std::size_t>(record.status_size, record.status.size());
  CrashReport report{.signal = record.signal,
                     .signal_code = record.signal_code,
                     .address = record.address,
                     .frames = {record.frames.begin(), record.frames.begin() + frames},
                     .maps = {record.maps.data(), maps},
                     .peak_memory_bytes = status_bytes({record.status.data(), status}, "VmHWM")};
  // What lies above the place of the signal is the handler itself. A jump into nowhere leaves no trace of the
  // place.
  const auto place = std::find(report.frames.begin(), report.frames.end(), record.program_counter);
  if (place != report.frames.end()) {
    report.frames.erase(report.frames.begin(), place);
  } else {
    report.frames.insert(report.frames.begin(), record.program_counter);
  }
  return report;
}

}  // namespace jobhost
