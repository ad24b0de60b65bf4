#include "runtime/payload_generator.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <string_view>
#include <utility>

namespace jobhost {
namespace {

constexpr int kTries = 50;
constexpr int kDeepest = 8;
constexpr std::size_t kLongestArray = 200;
constexpr std::size_t kLongestText = 100;

double number_or(const nlohmann::json& schema, const char* key, double otherwise) {
  const auto found = schema.find(key);
  return found != schema.end() && found->is_number() ? found->get<double>() : otherwise;
}

std::size_t size_or(const nlohmann::json& schema, const char* key, std::size_t otherwise) {
  const auto found = schema.find(key);
  return found != schema.end() && found->is_number_unsigned() ? found->get<std::size_t>() : otherwise;
}

// In the middle of what a schema leaves open: most plugins mean numbers of this size when they say nothing.
constexpr double kOpenEnd = 1000;

}  // namespace

PayloadGenerator::PayloadGenerator(const std::string& schema, const std::string& example, std::uint64_t seed)
    : schema_(Json::parse(schema)), example_(Json::parse(example)), validator_(schema), random_(seed) {}

std::string PayloadGenerator::next() {
  for (int tries = 0; tries < kTries; ++tries) {
    auto payload = one_in(2) ? changed_example() : value(schema_, 0);
    if (validator_.validate(payload).empty()) { return payload.dump(); }
  }
  return example_.dump();
}

// $ref, allOf, anyOf and oneOf are folded into one schema; what does not fit in the end is thrown away by next().
PayloadGenerator::Json PayloadGenerator::resolved(Json schema) {
  for (int depth = 0; depth < kDeepest && schema.is_object(); ++depth) {
    if (const auto ref = schema.find("$ref"); ref != schema.end() && ref->is_string()) {
      const auto target = ref->get<std::string>();
      if (!target.starts_with("#")) { return Json::object(); }
      const Json::json_pointer pointer(target.substr(1));
      schema = schema_.contains(pointer) ? schema_.at(pointer) : Json::object();
    } else if (schema.contains("allOf")) {
      const auto parts = std::exchange(schema["allOf"], nullptr);
      schema.erase("allOf");
      for (const auto& part : parts) { schema.merge_patch(resolved(part)); }
    } else if (schema.contains("anyOf") || schema.contains("oneOf")) {
      const auto* key = schema.contains("anyOf") ? "anyOf" : "oneOf";
      const auto parts = std::exchange(schema[key], nullptr);
      schema.erase(key);
      if (parts.is_array() && !parts.empty()) { schema.merge_patch(resolved(parts[below(parts.size())])); }
    } else {
      break;
    }
  }
  return schema;
}

std::string PayloadGenerator::type_of(const Json& schema) {
  if (const auto type = schema.find("type"); type != schema.end()) {
    if (type->is_string()) { return type->get<std::string>(); }
    if (type->is_array() && !type->empty()) { return (*type)[below(type->size())].get<std::string>(); }
  }
  if (schema.contains("properties") || schema.contains("required")) { return "object"; }
  if (schema.contains("items")) { return "array"; }
  if (schema.contains("minimum") || schema.contains("maximum")) { return "number"; }
  return {};
}

PayloadGenerator::Json PayloadGenerator::value(const Json& unresolved, int depth) {
  const auto schema = resolved(unresolved);
  if (!schema.is_object() || depth > kDeepest) { return anything(); }
  if (schema.contains("const")) { return schema.at("const"); }
  for (const auto* key : {"enum", "examples"}) {
    const auto found = schema.find(key);
    const bool take = found != schema.end() && found->is_array() && !found->empty();
    if (take && (std::string_view(key) == "enum" || one_in(4))) { return (*found)[below(found->size())]; }
  }
  if (schema.contains("default") && one_in(8)) { return schema.at("default"); }
  const auto type = type_of(schema);
  if (type == "object") { return object(schema, depth); }
  if (type == "array") { return array(schema, depth); }
  if (type == "integer") { return integer(schema); }
  if (type == "number") { return one_in(3) ? integer(schema) : number(schema); }
  if (type == "string") { return text(schema); }
  if (type == "boolean") { return one_in(2); }
  if (type == "null") { return nullptr; }
  return anything();
}

PayloadGenerator::Json PayloadGenerator::object(const Json& schema, int depth) {
  auto result = Json::object();
  const auto properties = schema.value("properties", Json::object());
  const auto required = schema.value("required", Json::array());
  for (const auto& [name, property] : properties.items()) {
    const bool must = std::find(required.begin(), required.end(), name) != required.end();
    if (must || one_in(2)) { result[name] = value(property, depth + 1); }
  }
  for (const auto& name : required) {
    if (!result.contains(name)) { result[name.get<std::string>()] = anything(); }
  }
  const auto more = schema.value("additionalProperties", Json(true));
  if (more != false && one_in(8)) {
    result["not_in_the_schema"] = more.is_object() ? value(more, depth + 1) : anything();
  }
  return result;
}

PayloadGenerator::Json PayloadGenerator::array(const Json& schema, int depth) {
  const auto least = size_or(schema, "minItems", 0);
  const auto most = std::max(least, std::min(size_or(schema, "maxItems", kLongestArray), least + kLongestArray));
  // Mostly short; now and then as long as it may be.
  const auto size = one_in(8) ? most : std::min(most, least + below(5));
  const auto items = schema.value("items", Json::object());
  auto result = Json::array();
  for (std::size_t i = 0; i < size; ++i) {
    const auto& item = items.is_array() ? (i < items.size() ? items[i] : Json::object()) : items;
    result.push_back(value(item, depth + 1));
  }
  return result;
}

PayloadGenerator::Json PayloadGenerator::integer(const Json& schema) {
  auto low =
      std::max(number_or(schema, "minimum", -INFINITY), number_or(schema, "exclusiveMinimum", -INFINITY) + 1);
  auto high = std::min(number_or(schema, "maximum", INFINITY), number_or(schema, "exclusiveMaximum", INFINITY) - 1);
  if (!std::isfinite(low)) { low = std::isfinite(high) ? high - kOpenEnd : -kOpenEnd; }
  if (!std::isfinite(high)) { high = low + 2 * kOpenEnd; }
  const auto first = static_cast<std::int64_t>(std::ceil(std::clamp(low, -9e15, 9e15)));
  const auto last = std::max(first, static_cast<std::int64_t>(std::floor(std::clamp(high, -9e15, 9e15))));
  const auto step = static_cast<std::int64_t>(std::clamp(number_or(schema, "multipleOf", 1), 1.0, 9e15));
  // The ends are where mistakes are.
  const std::array<std::int64_t, 3> ends{first, last, std::clamp<std::int64_t>(0, first, last)};
  auto chosen = one_in(3) ? ends[below(ends.size())]
                          : first + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(last - first) + 1));
  chosen -= chosen % step;
  return chosen < first ? chosen + step : chosen;
}

PayloadGenerator::Json PayloadGenerator::number(const Json& schema) {
  auto low = std::max(number_or(schema, "minimum", -INFINITY), number_or(schema, "exclusiveMinimum", -INFINITY));
  auto high = std::min(number_or(schema, "maximum", INFINITY), number_or(schema, "exclusiveMaximum", INFINITY));
  const bool open = !std::isfinite(low) && !std::isfinite(high);
  if (open && one_in(6)) {
    constexpr std::array extremes{0.0, -0.0, 1e308, -1e308, 5e-324, 1e-9};
    return extremes[below(extremes.size())];
  }
  if (!std::isfinite(low)) { low = std::isfinite(high) ? high - kOpenEnd : -kOpenEnd; }
  if (!std::isfinite(high)) { high = low + 2 * kOpenEnd; }
  if (one_in(6)) { return one_in(2) ? low : high; }
  return low + (high - low) * (static_cast<double>(below(1ULL << 53)) / static_cast<double>(1ULL << 53));
}

PayloadGenerator::Json PayloadGenerator::text(const Json& schema) {
  // A letter, a digit, what needs escaping, and characters of two, three and four bytes.
  constexpr std::array<std::string_view, 14> characters{"a",  "Z",  "0",  "9", "_",      "-",      " ",
                                                        "\"", "\\", "\n", "/", "\u00e9", "\u20ac", "\U0001F600"};
  const auto least = size_or(schema, "minLength", 0);
  const auto most = std::max(least, std::min(size_or(schema, "maxLength", kLongestText), least + kLongestText));
  const auto size = one_in(6) ? most : std::min(most, least + below(12));
  std::string result;
  for (std::size_t i = 0; i < size; ++i) { result += characters[below(one_in(2) ? 5 : characters.size())]; }
  return result;
}

PayloadGenerator::Json PayloadGenerator::anything() {
  const std::array<Json, 8> values{
      nullptr, true, 0, -1, 0.5, "text", Json::array({1, "a"}), Json{{"key", nullptr}}};
  return values[below(values.size())];
}

// The example with one to three of its properties made anew: reaches behind rules that no schema can say.
PayloadGenerator::Json PayloadGenerator::changed_example() {
  auto payload = example_;
  const auto properties = resolved(schema_).value("properties", Json::object());
  if (!payload.is_object() || properties.empty()) { return value(schema_, 0); }
  for (auto changes = 1 + below(3); changes > 0; --changes) {
    const auto chosen = std::next(properties.begin(), static_cast<std::ptrdiff_t>(below(properties.size())));
    payload[chosen.key()] = value(chosen.value(), 1);
  }
  return payload;
}

}  // namespace jobhost
