#include "http/entity_tag.hpp"

namespace jobhost {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) { text.remove_prefix(1); }
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) { text.remove_suffix(1); }
  return text;
}

// W/"12-3" is 12-3.
std::string_view bare(std::string_view tag) {
  tag = trimmed(tag);
  if (tag.substr(0, 2) == "W/") { tag.remove_prefix(2); }
  if (tag.size() >= 2 && tag.front() == '"' && tag.back() == '"') { tag = tag.substr(1, tag.size() - 2); }
  return tag;
}

}  // namespace

bool names_etag(std::string_view condition, std::string_view etag) {
  if (trimmed(condition) == "*") { return true; }
  const auto wanted = bare(etag);
  while (!condition.empty()) {
    const auto comma = condition.find(',');
    if (bare(condition.substr(0, comma)) == wanted) { return true; }
    condition = comma == std::string_view::npos ? std::string_view{} : condition.substr(comma + 1);
  }
  return false;
}

}  // namespace jobhost
