#include "support/log.hpp"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>

#include "support/clock.hpp"
#include "support/json_text.hpp"

namespace jobhost {
namespace {

constexpr std::array<std::string_view, 4> kNames{"debug", "info", "warning", "error"};

// The one exception to "no globals": a log reaches every layer, and it is written once, before any thread starts.
std::atomic<LogFormat> format_in_use{LogFormat::human};

spdlog::level::level_enum to_spdlog(LogLevel level) {
  constexpr std::array levels{spdlog::level::debug, spdlog::level::info, spdlog::level::warn, spdlog::level::err};
  return levels[static_cast<std::size_t>(level)];
}

std::string plain(const LogField& field) {
  return std::visit([](const auto& value) { return fmt::format("{}", value); }, field.value);
}

bool needs_quotes(std::string_view text) {
  return text.empty() || std::any_of(text.begin(), text.end(), [](char c) {
           return c == ' ' || c == '"' || c == '=' || static_cast<unsigned char>(c) < 0x20;
         });
}

std::string human_line(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) {
  auto line = fmt::format("{} {:<7} {}", format_rfc3339(SystemClock{}.now()), to_string(level), event);
  for (const auto& field : fields) {
    const auto text = plain(field);
    fmt::format_to(std::back_inserter(line), " {}={}", field.name, needs_quotes(text) ? quote_json(text) : text);
  }
  return line;
}

std::string json_line(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) {
  auto line = fmt::format(R"({{"time":"{}","level":"{}","event":{})", format_rfc3339(SystemClock{}.now()),
                          to_string(level), quote_json(event));
  for (const auto& field : fields) {
    const bool is_text = std::holds_alternative<std::string>(field.value);
    const auto text = plain(field);
    fmt::format_to(std::back_inserter(line), R"(,"{}":{})", field.name, is_text ? quote_json(text) : text);
  }
  return line + "}";
}

}  // namespace

std::string_view to_string(LogLevel level) {
  return kNames[static_cast<std::size_t>(level)];
}

std::optional<LogLevel> parse_log_level(std::string_view text) {
  const auto* found = std::find(kNames.begin(), kNames.end(), text);
  if (found == kNames.end()) { return std::nullopt; }
  return static_cast<LogLevel>(found - kNames.begin());
}

void set_up_log(LogLevel level, LogFormat format) {
  auto logger = std::make_shared<spdlog::logger>("jobhost", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_pattern("%v");
  logger->flush_on(spdlog::level::debug);
  spdlog::set_default_logger(logger);
  format_in_use = format;
  set_log_level(level);
}

void set_log_level(LogLevel level) {
  spdlog::set_level(to_spdlog(level));
}

bool log_enabled(LogLevel level) {
  return spdlog::should_log(to_spdlog(level));
}

void log_event(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) {
  if (!log_enabled(level)) { return; }
  const auto line =
      format_in_use == LogFormat::json ? json_line(level, event, fields) : human_line(level, event, fields);
  spdlog::default_logger_raw()->log(to_spdlog(level), line);
}

}  // namespace jobhost
