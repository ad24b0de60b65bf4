// A clock that stands still until a test moves it. Thread-safe.
#pragma once

#include <atomic>
#include <chrono>

#include "support/clock.hpp"

namespace jobhost {

class ManualClock final : public Clock {
 public:
  // 2024-01-02T00:00:00Z unless told otherwise.
  explicit ManualClock(Timestamp start = Timestamp{std::chrono::seconds{1'704'153'600}})
      : micros_(to_micros(start)) {}

  [[nodiscard]] Timestamp now() const override { return from_micros(micros_); }
  void advance(std::chrono::microseconds by) { micros_ += by.count(); }
  void set(Timestamp time) { micros_ = to_micros(time); }

 private:
  std::atomic<std::int64_t> micros_;
};

}  // namespace jobhost
