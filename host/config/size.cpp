#include "config/size.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

namespace jobhost {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t bytes;
};

constexpr std::array kUnits{Unit{"GiB", 1 << 30}, Unit{"MiB", 1 << 20},      Unit{"KiB", 1 << 10},
                            Unit{"B", 1},         Unit{"GB", 1'000'000'000}, Unit{"MB", 1'000'000},
                            Unit{"KB", 1'000},    Unit{"kB", 1'000}};
constexpr double kLargest = 1'000'000.0 * (1 << 30);

std::optional<std::int64_t> bytes_of(std::string_view unit) {
  if (unit.empty()) { return 1; }
  for (const auto& known : kUnits) {
    if (known.name == unit) { return known.bytes; }
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::int64_t> parse_size(std::string_view text) {
  double value = 0;
  const auto* end = text.data() + text.size();
  auto [rest, error] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
  if (error != std::errc{}) { return std::nullopt; }
  if (rest != end && *rest == ' ') { ++rest; }
  const auto unit = bytes_of({rest, static_cast<std::size_t>(end - rest)});
  if (!unit) { return std::nullopt; }
  const double bytes = value * static_cast<double>(*unit);
  if (!(bytes >= 0 && bytes <= kLargest) || bytes != std::floor(bytes)) { return std::nullopt; }
  return static_cast<std::int64_t>(bytes);
}

std::string format_size(std::int64_t bytes) {
  for (const auto& unit : kUnits) {
    if (bytes != 0 && bytes % unit.bytes == 0) { return fmt::format("{}{}", bytes / unit.bytes, unit.name); }
  }
  return fmt::format("{}B", bytes);
}

}  // namespace jobhost
