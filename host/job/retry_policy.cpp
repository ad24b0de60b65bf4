#include "job/retry_policy.hpp"

#include <algorithm>

namespace jobhost {
namespace {

// splitmix64 (Steele, Lea, Flood 2014): a well-mixed 64-bit value from any input.
std::uint64_t mix(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

}  // namespace

std::chrono::milliseconds retry_delay(const RetryPolicy& policy, std::int64_t job_id, int attempt) {
  const int doublings = std::clamp(attempt - 1, 0, 30);
  const double base = std::min(static_cast<double>(policy.backoff.count()) * static_cast<double>(1LL << doublings),
                               static_cast<double>(policy.backoff_limit.count()));
  const auto seed = mix(static_cast<std::uint64_t>(job_id) * 1'000'003ULL + static_cast<std::uint64_t>(attempt));
  const double unit = static_cast<double>(seed >> 11) / static_cast<double>(1ULL << 53);
  return std::chrono::milliseconds{static_cast<std::int64_t>(base * (0.75 + 0.5 * unit))};
}

}  // namespace jobhost
