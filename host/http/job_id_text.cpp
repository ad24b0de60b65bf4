#include "http/job_id_text.hpp"

#include <fmt/format.h>

#include <charconv>

namespace jobhost {
namespace {

std::optional<JobId> positive(std::string_view text, int base) {
  JobId id = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, id, base);
  return error == std::errc{} && rest == end && id > 0 ? std::optional(id) : std::nullopt;
}

}  // namespace

std::optional<JobId> parse_job_id(std::string_view text) {
  return positive(text, 10);
}

std::string cursor_before(JobId id) {
  return fmt::format("b{:x}", id);
}

std::optional<JobId> parse_cursor(std::string_view cursor) {
  if (cursor.empty() || cursor.front() != 'b') { return std::nullopt; }
  return positive(cursor.substr(1), 16);
}

}  // namespace jobhost
