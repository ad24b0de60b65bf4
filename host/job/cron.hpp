// When a schedule is due: the five fields of cron, "minute hour day month weekday", in UTC. Lists, ranges, steps
// and names ("*/15 9-17 * jan-mar mon,fri"), and @hourly @daily @weekly @monthly. As in vixie cron: when day and
// weekday are both given (neither begins with *), a day that matches either of them is due. Immutable; pure; any
// thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "job/cron_field.hpp"
#include "support/clock.hpp"

namespace jobhost {

class Cron {
 public:
  // Or a sentence with the field that is wrong, what is in it and what may be. Dates that never come (31 Feb) are
  // refused.
  static std::variant<Cron, std::string> parse(std::string_view text);

  // The first slot later than `time`: a whole minute. There always is one.
  [[nodiscard]] Timestamp next_after(Timestamp time) const;

 private:
  Cron() = default;

  [[nodiscard]] bool ever_matches() const;
  [[nodiscard]] bool matches(std::chrono::year_month_day date) const;
  // In minutes from midnight, not before `earliest`.
  [[nodiscard]] std::optional<int> first_minute(int earliest) const;

  CronField minutes_;
  CronField hours_;
  CronField days_;
  CronField months_;
  CronField weekdays_;  // 0: Sunday
};

// What is to be done about the slots in (after, now].
struct DueSlots {
  Timestamp after;          // up to here everything had been done
  Timestamp slot;           // the latest: the one to fire
  std::int64_t passed = 0;  // slots before it, which nobody fired
};

// nullopt when there is none.
std::optional<DueSlots> due_slots(const Cron& cron, Timestamp after, Timestamp now);

}  // namespace jobhost
