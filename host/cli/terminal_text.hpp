// Text on a terminal: how wide it is, how to make it fit, and how to keep control characters of jobs and plugins
// from steering the user's terminal. Pure functions but the last two.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace jobhost {

// Columns, counting one per code point (wide East Asian characters are counted as one: a guess that costs
// alignment, nothing else).
int display_width(std::string_view text);

// Every control character (C0, DEL, C1) becomes a space; the ends are trimmed.
std::string printable(std::string_view text);

// At most `width` columns; what was longer ends in "...".
std::string shorten(std::string_view text, int width);

// 0 when `stream` is not a terminal: then nothing needs to fit.
int terminal_width(std::FILE* stream);
bool is_terminal(std::FILE* stream);

}  // namespace jobhost
