#include "job/cron.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "support/json_text.hpp"

namespace jobhost {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::array<std::string_view, 12> kMonthNames{"jan", "feb", "mar", "apr", "may", "jun",
                                                       "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 7> kWeekdayNames{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

constexpr std::array<CronFieldRule, 5> kRules{{{.name = "the minute (field 1)", .least = 0, .most = 59},
                                               {.name = "the hour (field 2)", .least = 0, .most = 23},
                                               {.name = "the day of the month (field 3)", .least = 1, .most = 31},
                                               {"the month (field 4)", 1, 12, kMonthNames, false},
                                               {"the weekday (field 5)", 0, 7, kWeekdayNames, true}}};

struct CronWord {
  std::string_view word;
  std::string_view line;
};

constexpr std::array<CronWord, 4> kWords{
    {{"@hourly", "0 * * * *"}, {"@daily", "0 0 * * *"}, {"@weekly", "0 0 * * 0"}, {"@monthly", "0 0 1 * *"}}};

constexpr int kMinutesOfDay = 24 * 60;

std::string_view spelled_out(std::string_view text) {
  for (const auto& each : kWords) {
    if (text == each.word) { return each.line; }
  }
  return text;
}

std::vector<std::string_view> words_of(std::string_view text) {
  constexpr std::string_view kBlank = " \t";
  std::vector<std::string_view> words;
  for (auto begin = text.find_first_not_of(kBlank); begin != std::string_view::npos;) {
    const auto end = std::min(text.find_first_of(kBlank, begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    begin = text.find_first_not_of(kBlank, end);
  }
  return words;
}

std::string wrong_count(const std::vector<std::string_view>& fields) {
  if (!fields.empty() && fields.front().starts_with('@')) {
    return fmt::format("{} is not known; must be @hourly, @daily, @weekly or @monthly", quote_json(fields.front()));
  }
  return fmt::format("has {} field{}; must be five: minute hour day month weekday, such as \"30 2 * * mon-fri\"",
                     fields.size(), fields.size() == 1 ? "" : "s");
}

}  // namespace

std::variant<Cron, std::string> Cron::parse(std::string_view text) {
  const auto given = words_of(text);
  const auto fields = given.size() == 1 ? words_of(spelled_out(given.front())) : given;
  if (fields.size() != kRules.size()) { return wrong_count(fields); }
  Cron cron;
  const std::array into{&cron.minutes_, &cron.hours_, &cron.days_, &cron.months_, &cron.weekdays_};
  for (std::size_t i = 0; i < kRules.size(); ++i) {
    auto parsed = CronField::parse(fields[i], kRules.at(i));
    if (auto* problem = std::get_if<std::string>(&parsed)) { return std::move(*problem); }
    *into.at(i) = std::get<CronField>(parsed);
  }
  if (!cron.ever_matches()) {
    return fmt::format("never comes: no month in field 4 ({}) has a day of field 3 ({})", fields[3], fields[2]);
  }
  return cron;
}

// A weekday beside the day makes no date impossible: as an alternative it brings more of them, and as a condition
// ("0 0 29 2 */2") the calendar gives every date every weekday (29 Feb too, within 40 years).
bool Cron::ever_matches() const {
  constexpr int kLeapYear = 2024;
  const bool by_weekday = !days_.begins_with_star && !weekdays_.begins_with_star;
  const auto end = sys_days{std::chrono::year{kLeapYear + 1} / 1 / 1};
  for (auto day = sys_days{std::chrono::year{kLeapYear} / 1 / 1}; day < end; day += days{1}) {
    const year_month_day date{day};
    if (months_.has(unsigned{date.month()}) && (by_weekday || days_.has(unsigned{date.day()}))) { return true; }
  }
  return false;
}

bool Cron::matches(year_month_day date) const {
  if (!months_.has(unsigned{date.month()})) { return false; }
  const bool day = days_.has(unsigned{date.day()});
  const bool weekday = weekdays_.has(std::chrono::weekday{sys_days{date}}.c_encoding());
  const bool both_given = !days_.begins_with_star && !weekdays_.begins_with_star;
  return both_given ? day || weekday : day && weekday;
}

std::optional<int> Cron::first_minute(int earliest) const {
  if (earliest >= kMinutesOfDay) { return std::nullopt; }
  const auto from = static_cast<unsigned>(earliest);
  auto hour = hours_.first_from(from / 60);
  auto minute = hour == from / 60 ? minutes_.first_from(from % 60) : minutes_.first_from(0);
  if (minute > 59) {
    hour = hours_.first_from(hour + 1);
    minute = minutes_.first_from(0);
  }
  if (hour > 23) { return std::nullopt; }
  return static_cast<int>(hour * 60 + minute);
}

// By days; the longest way is from one 29 Feb on a given weekday to the next, 40 years.
Timestamp Cron::next_after(Timestamp time) const {
  const auto minute = floor<std::chrono::minutes>(time) + std::chrono::minutes{1};
  auto day = floor<days>(minute);
  auto earliest = static_cast<int>((minute - day).count());
  for (;; day += days{1}, earliest = 0) {
    if (!matches(year_month_day{day})) { continue; }
    if (const auto found = first_minute(earliest)) { return day + std::chrono::minutes{*found}; }
  }
}

// Slot by slot: a year of minutes is half a million of them.
std::optional<DueSlots> due_slots(const Cron& cron, Timestamp after, Timestamp now) {
  auto next = cron.next_after(after);
  if (next > now) { return std::nullopt; }
  DueSlots due{after, next, 0};
  for (next = cron.next_after(next); next <= now; next = cron.next_after(next)) {
    due.slot = next;
    ++due.passed;
  }
  return due;
}

}  // namespace jobhost
