#include "quant_job/bar_making.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "quant/series/time_frame.hpp"
#include "quant_job/instant.hpp"
#include "unit/quant_job/expect_job_error.hpp"

namespace {

using namespace quant_job;
using nlohmann::json;
using quant::kDay;
using quant::kHour;

BarMaking read(const json& bars) {
  const json payload{{"bars", bars}};
  return read_bar_making(PayloadReader(payload, {}), "bars");
}

// Two days of hours with closes 1, 2, ...
quant::Bars hours() {
  quant::Bars bars;
  for (int hour = 0; hour < 48; ++hour) {
    bars.time.push_back(*instant_of("2024-03-01") + hour * kHour);
    for (auto* column : {&bars.open, &bars.high, &bars.low, &bars.close}) { column->push_back(hour + 1.0); }
    bars.volume.push_back(10);
  }
  return bars;
}

TEST(BarMaking, PutsBarsTogetherFromTheStartOfASession) {
  const auto bars = hours();
  const auto made = made_bars(bars.view(), read({{"session_start", "-06:00"}, {"utc_offset", "-05:00"}}), "SPY",
                              {.from = kHour, .to = kDay});
  ASSERT_EQ(made.size(), 1U);  // from 23:00 UTC on; what is before and behind is partial
  EXPECT_EQ(made.time[0], *instant_of("2024-03-01T23:00"));
  EXPECT_EQ(made.open[0], 24);
  EXPECT_EQ(made.close[0], 47);
  EXPECT_EQ(
      made_bars(bars.view(), read({{"partial", "keep"}, {"session_start", "-06:00"}, {"utc_offset", "-05:00"}}),
                "SPY", {.from = kHour, .to = kDay})
          .size(),
      3U);
}

TEST(BarMaking, AdjustsEachSymbolForItsOwnActions) {
  const auto bars = hours();
  const json split{{"symbol", "AAPL"}, {"date", "2024-03-02"}, {"split_ratio", 2}};
  const quant::Resampling days{.from = kHour, .to = kDay};
  const auto making = read({{"actions", {split}}});
  EXPECT_EQ(made_bars(bars.view(), making, "AAPL", days).close, (std::vector<double>{12, 48}));
  EXPECT_EQ(made_bars(bars.view(), making, "SPY", days).close, (std::vector<double>{24, 48}));
  const auto ignored = read({{"actions", {split}}, {"adjust_splits", false}});
  EXPECT_EQ(made_bars(bars.view(), ignored, "AAPL", days).close, (std::vector<double>{24, 48}));
}

TEST(BarMaking, ComesBackFromItsDocument) {
  const auto document = bar_making_document(read({{"resample_from", "1m"},
                                                  {"session_start", "-06:30"},
                                                  {"utc_offset", "+05:00"},
                                                  {"partial", "keep"},
                                                  {"adjust_dividends", false},
                                                  {"actions", {{{"date", "2024-03-02"}, {"dividend", 0.5}}}}}));
  EXPECT_EQ(bar_making_document(read(document)), document);
  EXPECT_EQ(document["session_start"], "-06:30");
  EXPECT_EQ(document["actions"][0]["dividend"], 0.5);
}

TEST(BarMaking, NamesWhatIsWrong) {
  expect_job_error("invalid_payload",
                   "bars.utc_offset: expected hours and minutes with or without a sign, such as "
                   "09:30 or -05:00, got \"5\"",
                   [] {
                     read({{"utc_offset", "5"}});
                   });
  expect_job_error("invalid_payload",
                   "bars.resample_from: expected a number and one of s m h d w, such as 1m, got "
                   "\"minute\"",
                   [] {
                     read({{"resample_from", "minute"}});
                   });
  expect_job_error("invalid_payload",
                   "bars.actions[0].date: expected a date or a time in UTC, such as 2014-06-09, got "
                   "\"June\"",
                   [] {
                     read({{"actions", {{{"date", "June"}}}}});
                   });
  const auto bars = hours();
  expect_job_error("invalid_payload",
                   "bars: SPY resample: to: bars of 1m cannot be made of bars of 1h; ask for 1h or longer",
                   [&] { made_bars(bars.view(), {}, "SPY", {.from = kHour, .to = quant::kMinute}); });
}

}  // namespace
