#include "http/request_head.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "http/text_compare.hpp"

namespace jobhost {
namespace {

// Takes the text before `end` off the front of `rest`, and `end` with it.
std::string_view take_until(std::string_view& rest, std::string_view end) {
  const auto at = rest.find(end);
  const auto taken = rest.substr(0, at);
  rest = at == std::string_view::npos ? std::string_view{} : rest.substr(at + end.size());
  return taken;
}

std::optional<std::size_t> number(std::string_view text) {
  std::size_t value = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  if (text.empty() || rest != end) { return std::nullopt; }
  if (error == std::errc::result_out_of_range) { return SIZE_MAX; }
  return error == std::errc{} ? std::optional(value) : std::nullopt;
}

}  // namespace

RequestHead read_request_head(std::string_view head) {
  RequestHead read{.method = {}, .path = {}, .body_bytes = 0};
  auto line = take_until(head, "\r\n");
  read.method = take_until(line, " ");
  const auto target = take_until(line, " ");
  read.path = target.substr(0, target.find('?'));
  bool has_length = false;
  while (!head.empty()) {
    auto value = take_until(head, "\r\n");
    const auto name = take_until(value, ":");
    while (!value.empty() && value.front() == ' ') { value.remove_prefix(1); }
    if (equal_ignoring_case(name, "content-length")) {
      read.body_bytes = has_length ? std::nullopt : number(value);
      has_length = true;
    } else if (equal_ignoring_case(name, "transfer-encoding")) {
      read.is_chunked = true;
    } else if (equal_ignoring_case(name, "expect")) {
      read.waits_for_continue = equal_ignoring_case(value, "100-continue");
    }
  }
  return read;
}

}  // namespace jobhost
