#include "cli/terminal_text.hpp"

#include <gtest/gtest.h>

namespace jobhost {
namespace {

TEST(TerminalText, ShortensToTheWidthIncludingTheMark) {
  EXPECT_EQ(shorten("abcdef", 6), "abcdef");
  EXPECT_EQ(shorten("abcdefg", 6), "abc...");
  EXPECT_EQ(shorten("abcdefg", 3), "...");
  EXPECT_EQ(shorten("abcdefg", 2), "..");
  EXPECT_EQ(shorten("abcdefg", 0), "");
}

TEST(TerminalText, NeverCutsACodePoint) {
  EXPECT_EQ(shorten("\xc3\xa4\xc3\xb6\xc3\xbc\xc3\x9f\xc3\xa4", 4), "\xc3\xa4...");
}

TEST(TerminalText, ReplacesEveryControlCharacter) {
  EXPECT_EQ(printable("a\x1b[2Jb\x7f"
                      "c\x07\r\n"),
            "a [2Jb c");
  EXPECT_EQ(printable("a\xc2\x9b"
                      "31mb"),
            "a 31mb");  // C1 CSI as UTF-8
  EXPECT_EQ(printable("\xc2\xa0"
                      "\xe2\x82\xac"),
            "\xc2\xa0\xe2\x82\xac");
  EXPECT_EQ(printable(" \t "), "");
}

}  // namespace
}  // namespace jobhost
