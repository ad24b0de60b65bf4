#include "quant/series/bar_problems.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

namespace {

quant::Bars sound_bars() {
  return {.time = {0, 1, 2},
          .open = {10, 11, 12},
          .high = {11, 12, 13},
          .low = {9, 10, 11},
          .close = {11, 10, 12},
          .volume = {5, 0, 7}};
}

std::vector<std::string> problems_of(void (*spoil)(quant::Bars&)) {
  auto bars = sound_bars();
  spoil(bars);
  return quant::bar_problems(bars.view());
}

using Sentences = std::vector<std::string>;

TEST(BarProblems, OfSoundBarsAreNone) {
  EXPECT_EQ(problems_of([](quant::Bars&) {}), Sentences{});
  EXPECT_EQ(quant::bar_problems({}), Sentences{});
}

TEST(BarProblems, NameBarColumnAndValue) {
  EXPECT_EQ(problems_of([](quant::Bars& bars) { bars.open[1] = NAN; }),
            Sentences{"bar 1: open: nan is not a number; leave the bar out"});
  EXPECT_EQ(problems_of([](quant::Bars& bars) { bars.low[2] = -1; }), Sentences{"bar 2: low: -1 is not above 0"});
  EXPECT_EQ(problems_of([](quant::Bars& bars) { bars.high[0] = 8; }), Sentences{"bar 0: high: 8 is below low 9"});
  EXPECT_EQ(problems_of([](quant::Bars& bars) { bars.close[0] = 11.5; }),
            Sentences{"bar 0: close: 11.5 is above high 11"});
  EXPECT_EQ(problems_of([](quant::Bars& bars) { bars.open[2] = 10; }),
            Sentences{"bar 2: open: 10 is below low 11"});
  EXPECT_EQ(problems_of([](quant::Bars& bars) { bars.time[2] = 1; }),
            Sentences{"bar 2: time: 1 is not after 1, the bar before"});
  EXPECT_EQ(problems_of([](quant::Bars& bars) { bars.volume[1] = -3; }),
            Sentences{"bar 1: volume: -3 must be 0 or more"});
  EXPECT_EQ(problems_of([](quant::Bars& bars) { bars.close.pop_back(); }),
            Sentences{"column close: 2 values, column time has 3"});
}

TEST(BarProblems, StopAtTheLimit) {
  auto bars = sound_bars();
  bars.volume = {-1, -2, -3};
  EXPECT_EQ(quant::bar_problems(bars.view(), 2).size(), 2U);
  EXPECT_THROW(quant::require_sound_bars(bars.view()), std::invalid_argument);
  EXPECT_NO_THROW(quant::require_sound_bars(sound_bars().view()));
}

}  // namespace
