#include "config/yaml_section.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "config/closest_name.hpp"
#include "config/size.hpp"
#include "support/duration.hpp"
#include "support/json_text.hpp"

namespace jobhost {
namespace {

// Long enough for every sensible value; somebody may name a wrong file, and then a value is a whole page.
constexpr std::size_t kLongestValue = 80;

std::string quoted(std::string text) {
  const bool too_long = text.size() > kLongestValue;
  if (too_long) { text.resize(kLongestValue); }
  return fmt::format("{}{}", quote_json(text), too_long ? "..." : "");
}

std::string kind_of(const YAML::Node& node) {
  switch (node.Type()) {
    case YAML::NodeType::Map:
      return "a mapping";
    case YAML::NodeType::Sequence:
      return "a list";
    case YAML::NodeType::Scalar:
      return quoted(node.Scalar());
    default:
      return "empty";
  }
}

std::optional<int> parse_integer(const std::string& text) {
  int value = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  return error == std::errc{} && rest == end ? std::optional(value) : std::nullopt;
}

template <typename Value>
bool store_within(const std::optional<Value>& parsed, Range<Value> range, Value& value) {
  if (!parsed || *parsed < range.least || *parsed > range.most) { return false; }
  value = *parsed;
  return true;
}

}  // namespace

YamlSection::YamlSection(const YAML::Node& node, std::string name, ConfigProblems& problems)
    : name_(std::move(name)), problems_(problems) {
  if (node.IsMap()) {
    for (const auto& pair : node) { add_entry(pair.first, pair.second); }
  } else if (node.IsDefined() && !node.IsNull()) {
    problems_.add(node.Mark(), fmt::format("{} is {}; must be a mapping of keys to values",
                                           name_.empty() ? "the file" : name_, kind_of(node)));
  }
}

void YamlSection::add_entry(const YAML::Node& key, const YAML::Node& value) {
  if (!key.IsScalar()) {
    problems_.add(key.Mark(), fmt::format("a key is {}; must be a word", kind_of(key)));
    return;
  }
  const auto same = [&](const Entry& entry) { return entry.key == key.Scalar(); };
  const auto first = std::find_if(entries_.begin(), entries_.end(), same);
  if (first != entries_.end()) {
    problems_.add(key.Mark(), fmt::format("{} is there twice; the first is in line {}", full_name(key.Scalar()),
                                          first->where.line + 1));
    return;
  }
  entries_.push_back({key.Scalar(), key.Mark(), value});
}

std::string YamlSection::full_name(const std::string& key) const {
  return name_.empty() ? key : fmt::format("{}.{}", name_, key);
}

const YamlSection::Entry* YamlSection::entry(const std::string& key) {
  if (std::find(known_.begin(), known_.end(), key) == known_.end()) { known_.push_back(key); }
  const auto found =
      std::find_if(entries_.begin(), entries_.end(), [&](const Entry& each) { return each.key == key; });
  return found == entries_.end() ? nullptr : &*found;
}

void YamlSection::scalar(const std::string& key, const std::string& accepted,
                         const std::function<bool(const std::string&)>& accept) {
  const auto* found = entry(key);
  if (found == nullptr || (found->value.IsScalar() && accept(found->value.Scalar()))) { return; }
  // An empty value has no useful mark of its own.
  const auto where = found->value.IsNull() ? found->where : found->value.Mark();
  problems_.add(where, fmt::format("{} is {}; must be {}", full_name(key), kind_of(found->value), accepted));
}

void YamlSection::integer(const std::string& key, int& value, Range<int> range) {
  scalar(key, fmt::format("a whole number from {} to {}", range.least, range.most),
         [&](const std::string& text) { return store_within(parse_integer(text), range, value); });
}

void YamlSection::size(const std::string& key, std::int64_t& bytes, Range<std::int64_t> range) {
  const auto accepted = fmt::format("a size such as 512KiB, 32MiB or a number of bytes, from {} to {}",
                                    format_size(range.least), format_size(range.most));
  scalar(key, accepted, [&](const std::string& text) { return store_within(parse_size(text), range, bytes); });
}

void YamlSection::duration(const std::string& key, std::chrono::milliseconds& value,
                           Range<std::chrono::milliseconds> range) {
  const auto accepted = fmt::format("a duration such as 250ms, 20s, 10m, 2h or 7d, from {} to {}",
                                    format_duration(range.least), format_duration(range.most));
  scalar(key, accepted, [&](const std::string& text) { return store_within(parse_duration(text), range, value); });
}

void YamlSection::boolean(const std::string& key, bool& value) {
  scalar(key, "true or false", [&](const std::string& text) {
    value = text == "true";
    return value || text == "false";
  });
}

void YamlSection::path(const std::string& key, std::filesystem::path& value, const std::filesystem::path& folder) {
  scalar(key, "a path, absolute or relative to the folder of this file", [&](const std::string& text) {
    value = (folder / text).lexically_normal();
    return !text.empty();
  });
}

void YamlSection::finish() {
  for (const auto& each : entries_) {
    if (std::find(known_.begin(), known_.end(), each.key) != known_.end()) { continue; }
    const auto meant = closest_name(each.key, known_);
    problems_.add(
        each.where,
        fmt::format("unknown key {}{};{} known: {}", quoted(each.key), name_.empty() ? "" : " in " + name_,
                    meant ? fmt::format(" did you mean \"{}\"?", *meant) : "", fmt::join(known_, ", ")));
  }
}

}  // namespace jobhost
