// The memory that host and runner share: the cancel flag, which a plugin reads with one atomic load, the count of
// signs of life, and what a crash leaves behind. A memfd, mapped by both; layout is the same because both run the
// same binary.
#pragma once

#include <atomic>
#include <cstdint>

#include "runtime/crash_record.hpp"
#include "support/unique_fd.hpp"

namespace jobhost {

struct SharedFlags {
  std::atomic<std::uint64_t> cancel_run{0};     // written by the host: the number of the run that is to stop
  std::atomic<std::uint64_t> signs_of_life{0};  // written by the runner: progress and log calls
  CrashRecord crash;                            // written by the runner's crash handler
};

static_assert(std::atomic<std::uint64_t>::is_always_lock_free);

// Owner of the mapping. Movable.
class SharedFlagsMapping {
 public:
  // Host: makes the memory. Throws std::system_error.
  static SharedFlagsMapping create();
  // Runner: maps what it was given. Throws std::system_error.
  static SharedFlagsMapping open(UniqueFd fd);

  SharedFlagsMapping(SharedFlagsMapping&& other) noexcept;
  SharedFlagsMapping& operator=(SharedFlagsMapping&&) = delete;
  ~SharedFlagsMapping();

  [[nodiscard]] SharedFlags& flags() const noexcept { return *flags_; }
  [[nodiscard]] int fd() const noexcept { return fd_.get(); }

 private:
  explicit SharedFlagsMapping(UniqueFd fd);
  UniqueFd fd_;
  SharedFlags* flags_ = nullptr;
};

}  // namespace jobhost
