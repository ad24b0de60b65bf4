#include "cli/number_text.hpp"

#include <fmt/format.h>

#include <array>

namespace jobhost {

using std::chrono::microseconds;

std::string with_thousands(std::int64_t number) {
  auto text = fmt::format("{}", number);
  const std::size_t sign = number < 0 ? 1 : 0;
  for (auto at = text.size(); at > sign + 3;) { text.insert(at -= 3, ","); }
  return text;
}

std::string size_text(std::int64_t bytes) {
  constexpr std::array kUnits{"KiB", "MiB", "GiB", "TiB"};
  if (bytes < 1024) { return fmt::format("{} bytes", bytes); }
  auto value = static_cast<double>(bytes) / 1024;
  std::size_t unit = 0;
  // 1023.95 would be written as 1024.0
  for (; value >= 1023.95 && unit + 1 < kUnits.size(); ++unit) { value /= 1024; }
  return fmt::format("{:.1f} {}", value, kUnits[unit]);
}

std::string elapsed_text(microseconds elapsed) {
  const auto us = elapsed.count();
  if (us < 1'000) { return fmt::format("{} us", us); }
  if (us < 999'500) { return fmt::format("{} ms", (us + 500) / 1'000); }
  if (us < 59'950'000) { return fmt::format("{:.1f} s", static_cast<double>(us) / 1e6); }
  const auto seconds = (us + 500'000) / 1'000'000;
  if (seconds < 3'600) { return fmt::format("{}m {:02}s", seconds / 60, seconds % 60); }
  if (seconds < 86'400) { return fmt::format("{}h {:02}m", seconds / 3'600, seconds / 60 % 60); }
  return fmt::format("{}d {:02}h", seconds / 86'400, seconds / 3'600 % 24);
}

std::string time_text(const std::optional<Timestamp>& time) {
  if (!time) { return "-"; }
  auto text = format_rfc3339(*time).substr(0, 19);
  text[10] = ' ';
  return text;
}

std::string date_text(const std::optional<Timestamp>& time) {
  const auto text = time_text(time);
  return text.ends_with(" 00:00:00") ? text.substr(0, 10) : text;
}

}  // namespace jobhost
