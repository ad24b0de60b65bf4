#include "quant/charts/encoding.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cmath>

namespace quant {
namespace {

using nlohmann::json;

constexpr std::int64_t kDayUs = 86'400'000'000;

// Without a precision, which Vega then takes from the distance of the ticks.
const char* axis_format(ChartUnit unit) {
  switch (unit) {
    case ChartUnit::fraction:
      return "%";
    case ChartUnit::money:
      return "~s";
    case ChartUnit::count:
      return ",d";
    case ChartUnit::number:
      return ",f";
  }
  return "";
}

const char* tooltip_format(ChartUnit unit) {
  switch (unit) {
    case ChartUnit::fraction:
      return ".2%";
    case ChartUnit::money:
      return ",.2f";
    case ChartUnit::count:
      return ",d";
    case ChartUnit::number:
      return ",.4~r";
  }
  return "";
}

// 1234567.5 -> "1,234,567.50"; fmt's own grouping depends on a locale.
std::string grouped(double value, int decimals) {
  std::string text = fmt::format("{:.{}f}", value, decimals);
  const std::size_t first_digit = text.starts_with('-') ? 1 : 0;
  const std::size_t point = text.find('.');
  const std::size_t end_of_whole = point == std::string::npos ? text.size() : point;
  for (std::size_t at = end_of_whole; at > first_digit + 3;) {
    at -= 3;
    text.insert(at, ",");
  }
  return text;
}

}  // namespace

json chart_number(double value) {
  if (!std::isfinite(value)) { return nullptr; }
  const auto text = fmt::format("{:.7g}", value);
  double rounded = value;
  std::from_chars(text.data(), text.data() + text.size(), rounded);
  return rounded;
}

json chart_time(std::int64_t time_us) {
  return time_us / 1'000;
}

std::string date_text(std::int64_t time_us) {
  using namespace std::chrono;
  const year_month_day date{floor<days>(sys_time<microseconds>{microseconds{time_us}})};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string figure_text(double value, ChartUnit unit) {
  if (!std::isfinite(value)) { return "no value"; }
  switch (unit) {
    case ChartUnit::fraction:
      return grouped(value * 100, 2) + " %";
    case ChartUnit::money:
      return grouped(value, 2);
    case ChartUnit::count:
      return grouped(value, 0);
    case ChartUnit::number:
      return fmt::format("{:.4g}", value);
  }
  return {};
}

std::string count_text(std::size_t count) {
  return grouped(static_cast<double>(count), 0);
}

// Greedy, not parity: every other label dropped would be the years.
json time_channel() {
  return {{"field", "time"},
          {"type", "temporal"},
          {"scale", {{"type", "utc"}}},
          {"title", nullptr},
          {"axis", {{"labelOverlap", "greedy"}, {"labelSeparation", 8}, {"labelFlush", false}}}};
}

json axis_channel(const std::string& field, const std::string& title, ChartUnit unit, bool zero) {
  return {{"field", field},
          {"type", "quantitative"},
          {"title", title},
          {"scale", {{"zero", zero}}},
          {"axis", {{"format", axis_format(unit)}, {"labelOverlap", "parity"}, {"labelSeparation", 6}}}};
}

json tooltip_of(const std::string& field, const std::string& title, ChartUnit unit) {
  return {{"field", field}, {"type", "quantitative"}, {"title", title}, {"format", tooltip_format(unit)}};
}

json tooltip_of_text(const std::string& field, const std::string& title) {
  return {{"field", field}, {"type", "nominal"}, {"title", title}};
}

json tooltip_of_time(std::span<const std::int64_t> time) {
  const bool daily = time.size() < 2 || time[1] - time[0] >= kDayUs;
  return {{"field", "time"},
          {"type", "temporal"},
          {"title", daily ? "Date" : "Time (UTC)"},
          {"timeUnit", daily ? "utcyearmonthdate" : "utcyearmonthdatehoursminutes"},
          {"format", daily ? "%Y-%m-%d" : "%Y-%m-%d %H:%M"}};
}

json colour_channel(const std::string& field, const json& names) {
  return {{"field", field}, {"type", "nominal"}, {"scale", {{"domain", names}}}, {"legend", {{"title", nullptr}}}};
}

}  // namespace quant
