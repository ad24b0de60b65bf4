#include "cli/progress_bar.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "cli/terminal_text.hpp"

namespace jobhost {
namespace {

TEST(ProgressBar, ShowsStateBarPercentAndMessage) {
  EXPECT_EQ(progress_line({"12", "running", 0.5, "half way"}, 80),
            "job 12 running  [=============>            ]   50%  half way");
}

TEST(ProgressBar, IsFullOnlyAtTheEnd) {
  EXPECT_EQ(progress_line({"1", "succeeded", 1.0, ""}, 60), "job 1 succeeded  [==========]  100%");
  EXPECT_EQ(progress_text({"1", "running", 0.999, ""}), "job 1 running 99%");
}

TEST(ProgressBar, NeverGoesBeyondTheWidth) {
  const JobProgress progress{"123456", "running", 0.3, std::string(300, 'm')};
  for (int width = 1; width <= 200; ++width) {
    EXPECT_LE(display_width(progress_line(progress, width)), width) << width;
  }
}

TEST(ProgressBar, DropsTheBarWhenTheTerminalIsNarrow) {
  EXPECT_EQ(progress_line({"1", "running", 0.07, "abc"}, 26), "job 1 running   7%  abc");
}

TEST(ProgressBar, BearsFractionsThatAreNone) {
  EXPECT_EQ(progress_text({"1", "running", -1, ""}), "job 1 running 0%");
  EXPECT_EQ(progress_text({"1", "running", 7, ""}), "job 1 running 100%");
  EXPECT_EQ(progress_text({"1", "running", std::nan(""), ""}), "job 1 running 0%");
}

TEST(ProgressBar, KeepsControlCharactersOfMessagesOffTheTerminal) {
  EXPECT_EQ(progress_text({"1", "running", 0, "a\nb\x1b[2J"}), "job 1 running 0% a b [2J");
}

}  // namespace
}  // namespace jobhost
