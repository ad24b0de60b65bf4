#include "optimization/payload_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "jobhost/plugin.hpp"

namespace optimization {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxShown = 60;

const json& empty_object() {
  static const json kEmpty = json::object();
  return kEmpty;
}

// What was found, short enough for a message.
std::string shown(const json& value) {
  auto text = value.dump(-1, ' ', true);
  if (text.size() > kMaxShown) { text = text.substr(0, kMaxShown) + "..."; }
  return text;
}

std::optional<std::int64_t> whole(const json& value) {
  if (value.is_number_unsigned() && value.get<std::uint64_t>() > INT64_MAX) { return std::nullopt; }
  if (value.is_number_integer()) { return value.get<std::int64_t>(); }
  constexpr double kExactLimit = 9007199254740992.0;  // 2^53
  if (!value.is_number_float()) { return std::nullopt; }
  const double number = value.get<double>();
  if (std::abs(number) > kExactLimit || number != std::floor(number)) { return std::nullopt; }
  return static_cast<std::int64_t>(number);
}

}  // namespace

PayloadReader::PayloadReader(const json& object, std::string path) : object_(object), path_(std::move(path)) {
  if (!object_.is_object()) {
    throw jobhost::JobError(
        fmt::format("{}: expected an object, got {}", path_.empty() ? "payload" : path_, shown(object_)),
        "invalid_payload");
  }
}

std::string PayloadReader::text(std::string_view key) const {
  const json& value = at(key);
  if (!value.is_string() || value.get_ref<const std::string&>().empty()) { wrong(key, "a text that is not empty"); }
  return value.get<std::string>();
}

std::string PayloadReader::text_or(std::string_view key, std::string_view missing) const {
  return has(key) ? text(key) : std::string(missing);
}

std::string PayloadReader::choice_or(std::string_view key, std::span<const std::string_view> allowed,
                                     std::string_view missing) const {
  if (!has(key)) { return std::string(missing); }
  const json& value = at(key);
  if (!value.is_string() ||
      std::find(allowed.begin(), allowed.end(), value.get_ref<const std::string&>()) == allowed.end()) {
    wrong(key, fmt::format("one of {}", fmt::join(allowed, ", ")));
  }
  return value.get<std::string>();
}

std::int64_t PayloadReader::integer(std::string_view key, std::int64_t min, std::int64_t max) const {
  const auto value = whole(at(key));
  if (!value || *value < min || *value > max) { wrong(key, fmt::format("a whole number from {} to {}", min, max)); }
  return *value;
}

std::int64_t PayloadReader::integer_or(std::string_view key, std::int64_t min, std::int64_t max,
                                       std::int64_t missing) const {
  return has(key) ? integer(key, min, max) : missing;
}

double PayloadReader::number_or(std::string_view key, double min, double max, double missing) const {
  if (!has(key)) { return missing; }
  const json& value = at(key);
  const auto expected = fmt::format("a number from {} to {}", min, max);
  if (!value.is_number()) { wrong(key, expected); }
  const double number = value.get<double>();
  if (!(number >= min && number <= max)) { wrong(key, expected); }
  return number;
}

PayloadReader PayloadReader::object(std::string_view key) const {
  return {at(key), path_of(key)};
}

PayloadReader PayloadReader::object_or_empty(std::string_view key) const {
  return {has(key) ? at(key) : empty_object(), path_of(key)};
}

bool PayloadReader::has(std::string_view key) const {
  return find(key) != nullptr;
}

void PayloadReader::expect_only(std::span<const std::string_view> known, std::string_view owner) const {
  for (const auto& [key, value] : object_.items()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) { continue; }
    throw jobhost::JobError(
        fmt::format("{}: {} has no such field; it has {}", path_of(key), owner, fmt::join(known, ", ")),
        "invalid_payload");
  }
}

const json* PayloadReader::find(std::string_view key) const {
  const auto found = object_.find(std::string(key));
  return found == object_.end() ? nullptr : &*found;
}

const json& PayloadReader::at(std::string_view key) const {
  if (const json* value = find(key)) { return *value; }
  throw jobhost::JobError(fmt::format("{}: missing", path_of(key)), "invalid_payload");
}

std::string PayloadReader::path_of(std::string_view key) const {
  return path_.empty() ? std::string(key) : fmt::format("{}.{}", path_, key);
}

void PayloadReader::wrong(std::string_view key, std::string_view expected) const {
  throw jobhost::JobError(fmt::format("{}: expected {}, got {}", path_of(key), expected, shown(at(key))),
                          "invalid_payload");
}

}  // namespace optimization
