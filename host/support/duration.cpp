#include "support/duration.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace jobhost {
namespace {

using std::chrono::milliseconds;

struct Unit {
  std::string_view name;
  std::int64_t millis;
};

constexpr std::array kUnits{Unit{"d", 86'400'000}, Unit{"h", 3'600'000}, Unit{"m", 60'000}, Unit{"s", 1'000},
                            Unit{"ms", 1}};
constexpr double kLongestMillis = 10'000.0 * 86'400'000;

std::optional<std::int64_t> millis_of(std::string_view unit) {
  if (unit.empty()) { return 1'000; }
  for (const auto& known : kUnits) {
    if (known.name == unit) { return known.millis; }
  }
  return std::nullopt;
}

}  // namespace

std::optional<milliseconds> parse_duration(std::string_view text) {
  double value = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
  if (error != std::errc{}) { return std::nullopt; }
  const auto unit = millis_of({rest, static_cast<std::size_t>(end - rest)});
  if (!unit || !(value >= 0) || value * static_cast<double>(*unit) > kLongestMillis) { return std::nullopt; }
  return milliseconds{static_cast<std::int64_t>(value * static_cast<double>(*unit) + 0.5)};
}

std::string format_duration(milliseconds duration) {
  for (const auto& unit : kUnits) {
    if (duration.count() != 0 && duration.count() % unit.millis == 0) {
      return fmt::format("{}{}", duration.count() / unit.millis, unit.name);
    }
  }
  return "0s";
}

}  // namespace jobhost
