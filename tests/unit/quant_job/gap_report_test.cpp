#include "quant_job/gap_report.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "quant/series/time_frame.hpp"
#include "quant_job/instant.hpp"

namespace {

using namespace quant_job;
using quant::kDay;
using quant::kHour;

// The hours of nine days from a Friday on, 14:00 to 20:00 from Monday to Friday.
std::vector<std::int64_t> trading_hours() {
  std::vector<std::int64_t> time;
  const auto friday = *instant_of("2024-03-01");
  for (const int day : {0, 3, 4, 5, 6, 7}) {
    for (int hour = 14; hour < 21; ++hour) { time.push_back(friday + day * kDay + hour * kHour); }
  }
  return time;
}

TEST(GapReport, FindsNoneInNightsAndWeekends) {
  const auto report = gap_report("SPY", trading_hours(), kHour, 0);
  EXPECT_EQ(report.gaps, 0U);
  EXPECT_TRUE(gap_document(report)["longest"].is_null());
}

TEST(GapReport, NamesTheLongest) {
  auto time = trading_hours();
  time.erase(time.begin() + 30, time.begin() + 33);  // Thursday 16:00 to 18:00
  time.erase(time.begin() + 10);                     // Monday 17:00
  EXPECT_EQ(gap_document(gap_report("SPY", time, kHour, 0)).dump(),
            R"({"gaps":2,"longest":{"bars":3,"first":"2024-03-07T16:00:00Z"},"missing_bars":4,"symbol":"SPY"})");
}

TEST(GapReport, OfDaysCountsHolidays) {
  std::vector<std::int64_t> time;
  const auto monday = *instant_of("2024-01-01");
  for (const int day : {0, 1, 2, 3, 4, 8, 9}) { time.push_back(monday + day * kDay); }  // not the second Monday
  const auto report = gap_report("SPY", time, kDay, 0);
  EXPECT_EQ(report.missing_bars, 1U);
  EXPECT_EQ(report.longest_start, monday + 7 * kDay);
}

}  // namespace
