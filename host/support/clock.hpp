// Time as the host keeps it: microseconds since 1970-01-01 UTC, in SQL and in C++; RFC 3339 in JSON.
// Clock is an interface so that tests can move time; every thread may call it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jobhost {

using Timestamp = std::chrono::sys_time<std::chrono::microseconds>;

class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;
  [[nodiscard]] virtual Timestamp now() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Timestamp now() const override;
};

constexpr std::int64_t to_micros(Timestamp time) {
  return time.time_since_epoch().count();
}
constexpr Timestamp from_micros(std::int64_t micros) {
  return Timestamp{std::chrono::microseconds{micros}};
}

// 2018-12-31T23:59:59.000001Z: always six digits, so that text sorts as time does.
std::string format_rfc3339(Timestamp time);

// RFC 3339 with Z or a numeric offset, fraction optional; nullopt when it is not one.
std::optional<Timestamp> parse_rfc3339(std::string_view text);

}  // namespace jobhost
