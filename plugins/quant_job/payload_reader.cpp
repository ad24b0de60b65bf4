#include "quant_job/payload_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "jobhost/plugin.hpp"
#include "quant/strategy/problem.hpp"

namespace quant_job {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxShown = 60;

const json& empty_object() {
  static const json kEmpty = json::object();
  return kEmpty;
}

// What was found, short enough for a message.
std::string shown(const json& value) {
  auto text = value.dump(-1, ' ', true, json::error_handler_t::replace);
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

std::optional<double> number_in(const json& value, NumberRange range) {
  if (!value.is_number()) { return std::nullopt; }
  const double number = value.get<double>();
  return number >= range.min && number <= range.max ? std::optional(number) : std::nullopt;
}

std::string words_of(NumberRange range) {
  return fmt::format("a number from {} to {}", range.min, range.max);
}

// A key of the client: any bytes, any length.
std::string shown_name(const std::string& key) {
  const auto quoted = shown(json(key));
  return quoted.size() == key.size() + 2 ? key : quoted;
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

std::optional<std::string> PayloadReader::optional_text(std::string_view key) const {
  return is_given(key) ? std::optional(text(key)) : std::nullopt;
}

std::string PayloadReader::choice_or(std::string_view key, std::span<const std::string_view> allowed,
                                     std::string_view missing) const {
  if (!has(key)) { return std::string(missing); }
  const json& value = at(key);
  if (!value.is_string()) { wrong(key, fmt::format("one of {}", fmt::join(allowed, ", "))); }
  expect_choice(value.get_ref<const std::string&>(), allowed, path_of(key));
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

std::optional<std::int64_t> PayloadReader::optional_integer(std::string_view key, std::int64_t min,
                                                            std::int64_t max) const {
  return is_given(key) ? std::optional(integer(key, min, max)) : std::nullopt;
}

double PayloadReader::number(std::string_view key, NumberRange range) const {
  if (const auto number = number_in(at(key), range)) { return *number; }
  wrong(key, words_of(range));
}

double PayloadReader::number_or(std::string_view key, double min, double max, double missing) const {
  return has(key) ? number(key, {min, max}) : missing;
}

std::optional<double> PayloadReader::optional_number(std::string_view key, NumberRange range) const {
  return is_given(key) ? std::optional(number(key, range)) : std::nullopt;
}

bool PayloadReader::boolean_or(std::string_view key, bool missing) const {
  if (!has(key)) { return missing; }
  if (!at(key).is_boolean()) { wrong(key, "true or false"); }
  return at(key).get<bool>();
}

std::vector<double> PayloadReader::numbers(std::string_view key, ListSize size, NumberRange range) const {
  std::vector<double> result;
  std::set<double> seen;
  for (const auto& entry : list(key, size)) {
    const auto place = fmt::format("{}[{}]", key, result.size());
    const auto number = number_in(entry, range);
    if (!number) { refuse(place, fmt::format("expected {}, got {}", words_of(range), shown(entry))); }
    if (!seen.insert(*number).second) { refuse(place, fmt::format("{} is there twice", *number)); }
    result.push_back(*number);
  }
  return result;
}

std::vector<std::string> PayloadReader::texts(std::string_view key, ListSize size) const {
  std::vector<std::string> result;
  for (const auto& entry : list(key, size)) {
    const auto place = fmt::format("{}[{}]", key, result.size());
    if (!entry.is_string() || entry.get_ref<const std::string&>().empty()) {
      refuse(place, fmt::format("expected a text that is not empty, got {}", shown(entry)));
    }
    if (std::find(result.begin(), result.end(), entry.get_ref<const std::string&>()) != result.end()) {
      refuse(place, fmt::format("{} is there twice", shown(entry)));
    }
    result.push_back(entry);
  }
  return result;
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

std::vector<std::string> PayloadReader::keys() const {
  std::vector<std::string> result;
  for (const auto& item : object_.items()) { result.push_back(item.key()); }
  return result;
}

void PayloadReader::expect_only(std::span<const std::string_view> known, std::string_view owner) const {
  for (const auto& key : keys()) {
    if (std::find(known.begin(), known.end(), key) == known.end()) { refuse_field(key, known, owner); }
  }
}

void PayloadReader::refuse_field(const std::string& key, std::span<const std::string_view> known,
                                 std::string_view owner) const {
  const auto meant = quant::did_you_mean(key, known);
  refuse(shown_name(key), fmt::format("{} has no such field{} has {}", owner,
                                      meant.empty() ? "; it" : meant + " It", fmt::join(known, ", ")));
}

void PayloadReader::expect_choice(std::string_view found, std::span<const std::string_view> allowed,
                                  std::string_view name) {
  if (std::find(allowed.begin(), allowed.end(), found) != allowed.end()) { return; }
  throw jobhost::JobError(fmt::format("{}: expected one of {}, got {}{}", name, fmt::join(allowed, ", "),
                                      shown(json(found)), quant::did_you_mean(found, allowed)),
                          "invalid_payload");
}

const json* PayloadReader::find(std::string_view key) const {
  const auto found = object_.find(std::string(key));
  return found == object_.end() ? nullptr : &*found;
}

const json& PayloadReader::at(std::string_view key) const {
  if (const json* value = find(key)) { return *value; }
  refuse(key, "missing");
}

std::string PayloadReader::path_of(std::string_view key) const {
  return path_.empty() ? std::string(key) : fmt::format("{}.{}", path_, key);
}

bool PayloadReader::is_given(std::string_view key) const {
  const json* value = find(key);
  return value != nullptr && !value->is_null();
}

const json& PayloadReader::list(std::string_view key, ListSize size) const {
  const json& value = at(key);
  if (!value.is_array() || value.size() < size.least || value.size() > size.most) {
    wrong(key, fmt::format("a list of {} to {} entries", size.least, size.most));
  }
  return value;
}

void PayloadReader::wrong(std::string_view key, std::string_view expected) const {
  refuse(key, fmt::format("expected {}, got {}", expected, shown(at(key))));
}

void PayloadReader::refuse(std::string_view key, std::string_view what, std::string_view code) const {
  throw jobhost::JobError(fmt::format("{}: {}", path_of(key), what), std::string(code));
}

}  // namespace quant_job
