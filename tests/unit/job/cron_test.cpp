#include "job/cron.hpp"

#include <gtest/gtest.h>

#include <array>
#include <ostream>
#include <random>
#include <string>
#include <vector>

namespace jobhost {
namespace {

using std::chrono::days;
using std::chrono::minutes;

Cron cron_of(const std::string& text) {
  auto parsed = Cron::parse(text);
  if (auto* problem = std::get_if<std::string>(&parsed)) { throw std::runtime_error(text + ": " + *problem); }
  return std::get<Cron>(parsed);
}

std::string problem_of(const std::string& text) {
  const auto parsed = Cron::parse(text);
  const auto* problem = std::get_if<std::string>(&parsed);
  return problem == nullptr ? "" : *problem;
}

Timestamp at(const std::string& minute) {
  return parse_rfc3339(minute + ":00Z").value();
}

struct Expected {
  std::string cron;
  std::string after;
  std::vector<std::string> slots;
};

void PrintTo(const Expected& expected, std::ostream* out) {
  *out << expected.cron << " after " << expected.after;
}

class CronSlots : public testing::TestWithParam<Expected> {};

// 2024-01-01 was a Monday.
TEST_P(CronSlots, ComeInThisOrder) {
  const auto cron = cron_of(GetParam().cron);
  auto time = at(GetParam().after);
  for (const auto& slot : GetParam().slots) {
    time = cron.next_after(time);
    EXPECT_EQ(format_rfc3339(time), format_rfc3339(at(slot)));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Table, CronSlots,
    testing::Values(
        Expected{"* * * * *", "2024-01-01T23:59", {"2024-01-02T00:00", "2024-01-02T00:01"}},
        Expected{"*/20 * * * *", "2024-01-01T00:00", {"2024-01-01T00:20", "2024-01-01T00:40", "2024-01-01T01:00"}},
        Expected{"5-20/5,58 7 * * *",
                 "2024-01-01T07:14",
                 {"2024-01-01T07:15", "2024-01-01T07:20", "2024-01-01T07:58", "2024-01-02T07:05"}},
        Expected{"30 2 * * 1-5", "2024-01-05T02:29", {"2024-01-05T02:30", "2024-01-08T02:30"}},
        Expected{"30 2 * * mon-fri", "2024-01-05T02:30", {"2024-01-08T02:30", "2024-01-09T02:30"}},
        Expected{"0 0 * * 7", "2024-01-01T00:00", {"2024-01-07T00:00", "2024-01-14T00:00"}},
        Expected{"0 0 * * Fri-SUN",
                 "2024-01-01T00:00",
                 {"2024-01-05T00:00", "2024-01-06T00:00", "2024-01-07T00:00", "2024-01-12T00:00"}},
        Expected{"0 12 31 * *", "2024-01-31T12:00", {"2024-03-31T12:00", "2024-05-31T12:00", "2024-07-31T12:00"}},
        Expected{"0 0 29 2 *", "2024-02-29T00:00", {"2028-02-29T00:00", "2032-02-29T00:00"}},
        Expected{"0 0 29 feb *", "2096-03-01T00:00", {"2104-02-29T00:00"}},  // 2100 is no leap year
        Expected{"59 23 * 12 *", "2024-12-31T23:59", {"2025-12-01T23:59"}},
        Expected{
            "0 0 1 * mon",
            "2024-01-01T00:00",  // either
            {"2024-01-08T00:00", "2024-01-15T00:00", "2024-01-22T00:00", "2024-01-29T00:00", "2024-02-01T00:00"}},
        Expected{"0 0 31 2 mon", "2024-01-31T00:00", {"2024-02-05T00:00"}},
        Expected{
            "0 0 */10 * mon", "2024-01-01T00:00", {"2024-03-11T00:00", "2024-04-01T00:00"}},  // both: begins with *
        Expected{"0 0 13 * */5", "2024-01-01T00:00", {"2024-09-13T00:00", "2024-10-13T00:00"}},  // Sunday or Friday
        Expected{"@hourly", "2024-01-01T00:00", {"2024-01-01T01:00", "2024-01-01T02:00"}},
        Expected{"@daily", "2024-02-28T00:00", {"2024-02-29T00:00", "2024-03-01T00:00"}},
        Expected{"@weekly", "2024-01-01T00:00", {"2024-01-07T00:00"}},
        Expected{"@monthly", "2024-01-01T00:00", {"2024-02-01T00:00"}},
        Expected{"  0\t0  1 1 * ", "2024-01-01T00:00", {"2025-01-01T00:00"}}));

TEST(Cron, ASlotIsLaterThanTheTimeItIsAskedFor) {
  const auto cron = cron_of("0 3 * * *");
  const auto three = at("2024-01-01T03:00");
  EXPECT_EQ(cron.next_after(three - std::chrono::microseconds{1}), three);
  EXPECT_EQ(cron.next_after(three), three + days{1});
  EXPECT_EQ(cron.next_after(three + std::chrono::seconds{59}), three + days{1});
  EXPECT_EQ(cron.next_after(at("1969-12-31T02:00")), at("1969-12-31T03:00"));
}

TEST(Cron, NamesTheFieldThatIsWrong) {
  EXPECT_EQ(problem_of("60 * * * *"), "the minute (field 1) has \"60\"; must be from 0 to 59");
  EXPECT_EQ(problem_of("0 24 * * *"), "the hour (field 2) has \"24\"; must be from 0 to 23");
  EXPECT_EQ(problem_of("0 0 0 * *"), "the day of the month (field 3) has \"0\"; must be from 1 to 31");
  EXPECT_EQ(problem_of("0 0 * janu *"), "the month (field 4) has \"janu\"; must be from 1 to 12 or jan to dec");
  EXPECT_EQ(problem_of("0 0 * * 8"), "the weekday (field 5) has \"8\"; must be from 0 to 7 or sun to sat");
  EXPECT_EQ(problem_of("1, * * * *"), "the minute (field 1) has an empty value; must be from 0 to 59");
  EXPECT_EQ(problem_of("-5 * * * *"), "the minute (field 1) has an empty value; must be from 0 to 59");
  EXPECT_EQ(problem_of("5- * * * *"), "the minute (field 1) has an empty value; must be from 0 to 59");
  EXPECT_EQ(problem_of("+5 * * * *"), "the minute (field 1) has \"+5\"; must be from 0 to 59");
  EXPECT_EQ(problem_of("mon * * * *"), "the minute (field 1) has \"mon\"; must be from 0 to 59");
  EXPECT_EQ(
      problem_of("0 22-4 * * *"),
      "the hour (field 2) has the range \"22-4\", which ends before it begins; write it as a list of two ranges");
  EXPECT_EQ(problem_of("*/0 * * * *"), "the minute (field 1) has the step \"0\"; must be from 1 to 59");
  EXPECT_EQ(problem_of("*/90 * * * *"), "the minute (field 1) has the step \"90\"; must be from 1 to 59");
  EXPECT_EQ(problem_of("5/15 * * * *"),
            "the minute (field 1) has \"5/15\"; a step needs a range before it, such as */5 or 0-59/5");
}

TEST(Cron, NeedsFiveFieldsOrAWordItKnows) {
  EXPECT_EQ(problem_of(""),
            "has 0 fields; must be five: minute hour day month weekday, such as \"30 2 * * mon-fri\"");
  EXPECT_NE(problem_of("0 0 * *").find("has 4 fields"), std::string::npos);
  EXPECT_NE(problem_of("0 0 0 * * *").find("has 6 fields"), std::string::npos);
  EXPECT_EQ(problem_of("@reboot"), "\"@reboot\" is not known; must be @hourly, @daily, @weekly or @monthly");
}

TEST(Cron, RefusesDatesThatNeverCome) {
  EXPECT_EQ(problem_of("0 0 31 2 *"), "never comes: no month in field 4 (2) has a day of field 3 (31)");
  EXPECT_NE(problem_of("0 0 31 feb,apr,jun,sep,nov *"), "");
  EXPECT_NE(problem_of("0 0 30 2 */2"), "");
  EXPECT_EQ(problem_of("0 0 30,29 2 *"), "");
  EXPECT_EQ(problem_of("0 0 31 2 mon"), "");
}

// An independent reading of the rules: a set of texts that were made from known values, and a look at every minute.
class RandomCron {
 public:
  explicit RandomCron(std::mt19937& random) : random_(random) {
    const std::array<int, 5> least{0, 0, 1, 1, 0};
    const std::array<int, 5> most{59, 23, 31, 12, 6};
    for (std::size_t field = 0; field < 5; ++field) { add_field(field, least.at(field), most.at(field)); }
  }

  [[nodiscard]] bool is_due(Timestamp time) const {
    const auto day = std::chrono::floor<days>(time);
    const std::chrono::year_month_day date{day};
    const auto minute = std::chrono::duration_cast<minutes>(time - day).count();
    const bool by_day = values_[2].at(unsigned{date.day()});
    const bool by_weekday = values_[4].at(std::chrono::weekday{day}.c_encoding());
    const bool either = !star_[2] && !star_[4];
    return values_[0].at(static_cast<std::size_t>(minute % 60)) &&
           values_[1].at(static_cast<std::size_t>(minute / 60)) && values_[3].at(unsigned{date.month()}) &&
           (either ? by_day || by_weekday : by_day && by_weekday);
  }

  std::string text;

 private:
  int pick(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }

  void add_field(std::size_t field, int least, int most) {
    text += field == 0 ? "" : " ";
    // Dense enough that slots lie within the days that are searched.
    const int kind = pick(0, 3);
    if (kind == 0) { return add_range(field, "*", least, most, 1); }
    if (kind == 1) {
      const int step = pick(1, (most - least) / 2);
      return add_range(field, "*/" + std::to_string(step), least, most, step);
    }
    const int first = pick(least, most);
    const int last = pick(first, most);
    if (kind == 2) { return add_range(field, std::to_string(first) + "-" + std::to_string(last), first, last, 1); }
    const auto list = std::to_string(last) + "," + std::to_string(first);
    add_range(field, list, first, last, std::max(1, last - first));
  }

  void add_range(std::size_t field, const std::string& word, int first, int last, int step) {
    text += word;
    star_.at(field) = word.front() == '*';
    for (int value = first; value <= last; value += step) {
      values_.at(field).at(static_cast<std::size_t>(value)) = true;
    }
  }

  std::mt19937& random_;
  std::array<std::array<bool, 60>, 5> values_{};
  std::array<bool, 5> star_{};
};

TEST(Cron, AgreesWithASearchMinuteByMinute) {
  constexpr auto kSearched = minutes{60 * 24 * 45};
  std::mt19937 random(20240229);  // NOLINT(cert-msc51-cpp): the same lines every time
  int found = 0;
  for (int round = 0; round < 120; ++round) {
    const RandomCron expected(random);
    const auto parsed = Cron::parse(expected.text);
    if (std::holds_alternative<std::string>(parsed)) { continue; }
    const auto start = at("2023-12-01T00:00") + minutes{std::uniform_int_distribution<int>(0, 600'000)(random)};
    auto brute = start + minutes{1};
    while (!expected.is_due(brute) && brute <= start + kSearched) { brute += minutes{1}; }
    const auto next = std::get<Cron>(parsed).next_after(start);
    if (brute > start + kSearched) {
      EXPECT_GT(next, start + kSearched) << expected.text;
      continue;
    }
    ++found;
    EXPECT_EQ(format_rfc3339(next), format_rfc3339(brute)) << expected.text << " after " << format_rfc3339(start);
  }
  EXPECT_GT(found, 50);
}

TEST(DueSlots, AreTheLatestOneAndACountOfTheOthers) {
  const auto hourly = cron_of("@hourly");
  const auto noon = at("2024-01-01T12:00");
  EXPECT_FALSE(due_slots(hourly, noon, noon + minutes{59}));
  const auto one = due_slots(hourly, noon, noon + minutes{60});
  ASSERT_TRUE(one);
  EXPECT_EQ(one->after, noon);
  EXPECT_EQ(one->slot, noon + minutes{60});
  EXPECT_EQ(one->passed, 0);
  const auto many = due_slots(hourly, noon, noon + minutes{60 * 5 + 1});
  ASSERT_TRUE(many);
  EXPECT_EQ(many->slot, noon + minutes{300});
  EXPECT_EQ(many->passed, 4);
}

TEST(DueSlots, AreNoneWhenTheClockWasSetBack) {
  const auto noon = at("2024-01-01T12:00");
  EXPECT_FALSE(due_slots(cron_of("@hourly"), noon, noon - days{1}));
}

}  // namespace
}  // namespace jobhost
