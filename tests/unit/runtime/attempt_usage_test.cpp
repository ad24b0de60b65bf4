#include "runtime/attempt_usage.hpp"

#include <gtest/gtest.h>
#include <sys/mman.h>

#include <cstring>

namespace jobhost {
namespace {

TEST(StatusBytes, FindsTheLineByItsName) {
  EXPECT_EQ(status_bytes("Name:\tx\nVmHWM:\t    1234 kB\nVmRSS:\t  99 kB\n", "VmHWM"), 1234 * 1024);
  EXPECT_EQ(status_bytes("Name:\tx\nVmHWM:\t    1234 kB\nVmRSS:\t  99 kB\n", "VmRSS"), 99 * 1024);
  EXPECT_EQ(status_bytes("Name:\tx\n", "VmRSS"), 0);
  EXPECT_EQ(status_bytes("", "VmRSS"), 0);
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // their shadow memory stays resident
constexpr std::size_t kLarge = 64 << 20;

// Mapped rather than allocated: it is resident for as long as the block lasts and no longer, whatever malloc keeps.
void touch_large_memory() {
  void* memory = ::mmap(nullptr, kLarge, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  ASSERT_NE(memory, MAP_FAILED);
  std::memset(memory, 1, kLarge);
  ::munmap(memory, kLarge);
}

TEST(AttemptUsage, APeakBelongsToTheAttemptThatHadIt) {
  AttemptUsage usage;
  usage.start();
  const auto before = usage.finish();
  touch_large_memory();
  const auto large = usage.finish();
  const auto after = usage.finish();
  EXPECT_GE(large.peak_memory_bytes, before.peak_memory_bytes + (60 << 20));
  EXPECT_LT(large.resident_bytes, large.peak_memory_bytes - (32 << 20));
  EXPECT_LT(after.peak_memory_bytes, large.peak_memory_bytes - (32 << 20));
}
#endif

TEST(AttemptUsage, CountsTheCpuTimeOfTheAttemptOnly) {
  AttemptUsage usage;
  usage.start();
  std::uint64_t sum = 0;
  for (const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(50);
       std::chrono::steady_clock::now() < end;) {
    ++sum;
  }
  EXPECT_GT(sum, 0u);
  const auto busy = usage.finish();
  EXPECT_GE(busy.cpu_us, 5'000);
  EXPECT_LT(usage.finish().cpu_us, busy.cpu_us);
}

}  // namespace
}  // namespace jobhost
