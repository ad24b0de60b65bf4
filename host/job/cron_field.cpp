#include "job/cron_field.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cctype>
#include <charconv>
#include <optional>

#include "support/json_text.hpp"

namespace jobhost {
namespace {

struct ValueRange {
  int first = 0;
  int last = 0;
};

std::optional<int> whole_number(std::string_view text) {
  int value = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  const bool digits = !text.empty() && text.front() != '-';
  return digits && error == std::errc{} && rest == end ? std::optional(value) : std::nullopt;
}

bool is_same_word(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); });
}

std::optional<int> value_of(std::string_view text, const CronFieldRule& rule) {
  for (std::size_t i = 0; i < rule.names.size(); ++i) {
    if (is_same_word(text, rule.names[i])) { return rule.least + static_cast<int>(i); }
  }
  const auto number = whole_number(text);
  return number && *number >= rule.least && *number <= rule.most ? number : std::nullopt;
}

// "from 0 to 59", "from 1 to 12 or jan to dec"
std::string accepted_values(const CronFieldRule& rule) {
  const auto numbers = fmt::format("from {} to {}", rule.least, rule.most);
  return rule.names.empty() ? numbers
                            : fmt::format("{} or {} to {}", numbers, rule.names.front(), rule.names.back());
}

std::string wrong_value(std::string_view text, const CronFieldRule& rule) {
  return fmt::format("{} has {}; must be {}", rule.name, text.empty() ? "an empty value" : quote_json(text),
                     accepted_values(rule));
}

using RangeOrProblem = std::variant<ValueRange, std::string>;

RangeOrProblem parse_range(std::string_view text, const CronFieldRule& rule) {
  if (text == "*") { return ValueRange{rule.least, rule.wraps ? rule.most - 1 : rule.most}; }
  const auto dash = text.find('-');
  const auto first = value_of(text.substr(0, dash), rule);
  if (!first) { return wrong_value(text.substr(0, dash), rule); }
  if (dash == std::string_view::npos) { return ValueRange{*first, *first}; }
  auto last = value_of(text.substr(dash + 1), rule);
  if (!last) { return wrong_value(text.substr(dash + 1), rule); }
  if (rule.wraps && *last == rule.least && *first > *last) { last = rule.most; }  // fri-sun
  if (*first > *last) {
    return fmt::format("{} has the range {}, which ends before it begins; write it as a list of two ranges",
                       rule.name, quote_json(text));
  }
  return ValueRange{*first, *last};
}

using StepOrProblem = std::variant<int, std::string>;

StepOrProblem parse_step(std::string_view item, std::size_t slash, const CronFieldRule& rule) {
  const auto before = item.substr(0, slash);
  if (before != "*" && before.find('-') == std::string_view::npos) {
    return fmt::format("{} has {}; a step needs a range before it, such as */5 or {}-{}/5", rule.name,
                       quote_json(item), rule.least, rule.most);
  }
  const auto step = whole_number(item.substr(slash + 1));
  const int most = rule.most - rule.least;
  if (step && *step >= 1 && *step <= most) { return *step; }
  return fmt::format("{} has the step {}; must be from 1 to {}", rule.name, quote_json(item.substr(slash + 1)),
                     most);
}

// The sentence when it is wrong.
std::optional<std::string> add_item(std::string_view item, const CronFieldRule& rule, CronField& field) {
  const auto slash = item.find('/');
  int step = 1;
  if (slash != std::string_view::npos) {
    auto parsed = parse_step(item, slash, rule);
    if (auto* problem = std::get_if<std::string>(&parsed)) { return std::move(*problem); }
    step = std::get<int>(parsed);
  }
  auto parsed = parse_range(item.substr(0, slash), rule);
  if (auto* problem = std::get_if<std::string>(&parsed)) { return std::move(*problem); }
  const auto range = std::get<ValueRange>(parsed);
  for (int value = range.first; value <= range.last; value += step) {
    const int bit = rule.wraps && value == rule.most ? rule.least : value;
    field.allowed |= std::uint64_t{1} << static_cast<unsigned>(bit);
  }
  return std::nullopt;
}

}  // namespace

std::variant<CronField, std::string> CronField::parse(std::string_view text, const CronFieldRule& rule) {
  CronField field;
  field.begins_with_star = text.starts_with('*');
  for (;;) {
    const auto comma = text.find(',');
    if (auto problem = add_item(text.substr(0, comma), rule, field)) { return *std::move(problem); }
    if (comma == std::string_view::npos) { return field; }
    text.remove_prefix(comma + 1);
  }
}

unsigned CronField::first_from(unsigned least) const noexcept {
  return least > 63 ? 64U : static_cast<unsigned>(std::countr_zero(allowed >> least << least));
}

}  // namespace jobhost
