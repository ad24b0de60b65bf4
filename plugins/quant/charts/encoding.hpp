// The channels that charts of this folder share: times in UTC, fractions as percent, numbers that JSON can hold.
// Pure functions, any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <span>
#include <string>

namespace quant {

// How a figure is written on axes and in tooltips.
enum class ChartUnit { number, fraction, money, count };

// Seven significant digits (less than a pixel, and specifications stay small); null when not finite.
nlohmann::json chart_number(double value);

// Microseconds since 1970 as the milliseconds that Vega-Lite expects.
nlohmann::json chart_time(std::int64_t time_us);

// "2018-12-31", UTC.
std::string date_text(std::int64_t time_us);

// "1,234.57", "12.35 %", "4,851" or "no value".
std::string figure_text(double value, ChartUnit unit);

// "4,851".
std::string count_text(std::size_t count);

// A horizontal axis of the field `time` in UTC, as browsers would shift it to the reader's zone otherwise.
nlohmann::json time_channel();

// A vertical or horizontal axis. zero: whether it must include 0.
nlohmann::json axis_channel(const std::string& field, const std::string& title, ChartUnit unit, bool zero = false);

// One line of a tooltip.
nlohmann::json tooltip_of(const std::string& field, const std::string& title, ChartUnit unit);
nlohmann::json tooltip_of_text(const std::string& field, const std::string& title);
// The field `time`; with hours and minutes when the bars are shorter than a day.
nlohmann::json tooltip_of_time(std::span<const std::int64_t> time);

// Colours of a few named things, in this order, from the theme's categories.
nlohmann::json colour_channel(const std::string& field, const nlohmann::json& names);

}  // namespace quant
