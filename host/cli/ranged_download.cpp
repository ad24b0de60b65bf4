#include "cli/ranged_download.hpp"

#include <fmt/format.h>

#include <charconv>

#include "cli/host_refusal.hpp"
#include "cli/json_fields.hpp"

namespace jobhost {
namespace {

constexpr std::int64_t kPiece = 192 << 10;  // below the 256 KiB that the host sends at most

struct ContentRange {
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::int64_t total = 0;
};

bool take_number(std::string_view& text, std::int64_t& value) {
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
  return error == std::errc{};
}

bool take(std::string_view& text, std::string_view expected) {
  if (!text.starts_with(expected)) { return false; }
  text.remove_prefix(expected.size());
  return true;
}

// "bytes 0-99/1234"
std::optional<ContentRange> parse_content_range(std::string_view text) {
  ContentRange range;
  const bool ok = take(text, "bytes ") && take_number(text, range.first) && take(text, "-") &&
                  take_number(text, range.last) && take(text, "/") && take_number(text, range.total) &&
                  text.empty();
  return ok ? std::optional(range) : std::nullopt;
}

ContentRange checked_range(const HttpAnswer& answer, std::int64_t expected_first) {
  const auto range = parse_content_range(answer.content_range);
  const bool fits = range && range->first == expected_first &&
                    range->last - range->first + 1 == static_cast<std::int64_t>(answer.body.size()) &&
                    !answer.body.empty();
  if (!fits) {
    throw AnswerUnreadable(fmt::format("asked for bytes from {}, got {} bytes and Content-Range \"{}\"",
                                       expected_first, answer.body.size(), answer.content_range));
  }
  return *range;
}

}  // namespace

void download(HostApi& host, const std::string& path, const std::function<void(std::string_view)>& sink) {
  for (std::int64_t next = 0, total = 1; next < total;) {
    const auto answer = host.range(path, next, next + kPiece - 1);
    if (answer.status == 200 && next == 0) { return sink(answer.body); }
    // No range of an empty document can be satisfied.
    if (answer.status == 416 && next == 0 && answer.content_range == "bytes */0") { return; }
    if (answer.status != 206) { throw HostRefused(answer); }
    total = checked_range(answer, next).total;
    sink(answer.body);
    next += static_cast<std::int64_t>(answer.body.size());
  }
}

std::string download_text(HostApi& host, const std::string& path) {
  std::string text;
  download(host, path, [&](std::string_view piece) { text += piece; });
  return text;
}

}  // namespace jobhost
