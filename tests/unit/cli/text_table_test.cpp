#include "cli/text_table.hpp"

#include <gtest/gtest.h>

namespace jobhost {
namespace {

TEST(TextTable, AlignsTextLeftAndNumbersRight) {
  TextTable table({{"name"}, {"bars", Align::right}});
  table.add_row({"SP500", "5,031"});
  table.add_row({"X", "7"});
  EXPECT_EQ(table.render(),
            "name    bars\n"
            "-----  -----\n"
            "SP500  5,031\n"
            "X          7\n");
}

TEST(TextTable, LeavesNoSpacesAtTheEndOfALine) {
  TextTable table({{"a"}, {"long title"}});
  table.add_row({"1", ""});
  EXPECT_EQ(table.render(), "a  long title\n-  ----------\n1\n");
}

TEST(TextTable, CountsCodePointsNotBytes) {
  TextTable table({{"name"}, {"n", Align::right}});
  table.add_row({"\xc3\xa4\xc3\xb6", "1"});
  EXPECT_EQ(table.render(), "name  n\n----  -\n\xc3\xa4\xc3\xb6    1\n");
}

TEST(TextTable, ShortensTheWidestTextFirst) {
  TextTable table({{"id", Align::right}, {"message"}, {"state"}});
  table.add_row({"1", "a message that goes on and on", "failed"});
  EXPECT_EQ(table.render(26),
            "id  message         state\n"
            "--  --------------  ------\n"
            " 1  a message t...  failed\n");
}

TEST(TextTable, LeavesOutTheLastColumnsWhenNumbersDoNotFit) {
  TextTable table(
      {{"rank", Align::right}, {"fast", Align::right}, {"sharpe", Align::right}, {"trades", Align::right}});
  table.add_row({"1", "11", "0.5432", "67"});
  EXPECT_EQ(table.render(18),
            "rank  fast  sharpe\n"
            "----  ----  ------\n"
            "   1    11  0.5432\n"
            "(not shown, the terminal is too narrow: trades)\n");
}

TEST(TextTable, KeepsTheFirstColumnHoweverNarrowTheTerminal) {
  TextTable table({{"wide title"}, {"b"}});
  table.add_row({"x", "y"});
  EXPECT_EQ(table.render(1), "wide ...\n--------\nx\n(not shown, the terminal is too narrow: b)\n");
}

TEST(TextTable, TakesOutControlCharacters) {
  TextTable table({{"message"}});
  table.add_row({"red \x1b[31m alert\nsecond line"});
  EXPECT_EQ(table.render(), "message\n---------------------------\nred  [31m alert second line\n");
}

}  // namespace
}  // namespace jobhost
