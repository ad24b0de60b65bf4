// One field of a cron line: the set of values it allows. Pure; used by Cron only.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace jobhost {

// What may stand in a field.
struct CronFieldRule {
  std::string_view name;  // for messages: "the hour (field 2)"
  int least = 0;
  int most = 0;
  std::span<const std::string_view> names{};  // of least, least + 1, ...
  bool wraps = false;                         // `most` is another word for `least`: Sunday is 0 and 7
};

struct CronField {
  std::uint64_t allowed = 0;  // bit per value
  bool begins_with_star = false;

  // A CronField, or what is wrong in a sentence.
  static std::variant<CronField, std::string> parse(std::string_view text, const CronFieldRule& rule);

  [[nodiscard]] bool has(unsigned value) const noexcept { return value < 64 && ((allowed >> value) & 1U) != 0; }
  // The smallest value from `least` on; 64 when there is none.
  [[nodiscard]] unsigned first_from(unsigned least) const noexcept;
};

}  // namespace jobhost
