// The host's log (spdlog behind it): one line per event, written to stderr, with the fields that say which job and
// which attempt. Set up once by main before any thread starts; log_event may be called from every thread.
//
//   log_event(LogLevel::info, "job finished", {{"job", 42}, {"attempt", 1}, {"state", "succeeded"}});
//   human: 2026-01-02T03:04:05.678901Z info  job finished job=42 attempt=1 state=succeeded
//   json:  {"time":"...","level":"info","event":"job finished","job":42,"attempt":1,"state":"succeeded"}
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace jobhost {

enum class LogLevel { debug, info, warning, error };
enum class LogFormat { human, json };

std::string_view to_string(LogLevel level);
std::optional<LogLevel> parse_log_level(std::string_view text);

struct LogField {
  std::string_view name;
  std::variant<std::int64_t, double, std::string> value;

  LogField(std::string_view key, std::string_view text) : name(key), value(std::string(text)) {}
  LogField(std::string_view key, const char* text) : name(key), value(std::string(text)) {}
  LogField(std::string_view key, const std::string& text) : name(key), value(text) {}
  LogField(std::string_view key, double number) : name(key), value(number) {}
  template <typename Integer>
  requires std::is_integral_v<Integer> LogField(std::string_view key, Integer number)
      : name(key), value(static_cast<std::int64_t>(number)) {}
};

void set_up_log(LogLevel level, LogFormat format);
void set_log_level(LogLevel level);
bool log_enabled(LogLevel level);
void log_event(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {});

}  // namespace jobhost
