#include "cli/terminal_text.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

namespace jobhost {
namespace {

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

bool is_c1(std::string_view text, std::size_t at) {
  return text[at] == '\xC2' && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0x80 &&
         static_cast<unsigned char>(text[at + 1]) < 0xA0;
}

}  // namespace

int display_width(std::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
}

std::string printable(std::string_view text) {
  std::string clean;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool c1 = is_c1(text, at);
    const bool control = c1 || static_cast<unsigned char>(text[at]) < 0x20 || text[at] == '\x7F';
    clean += control ? ' ' : text[at];
    if (c1) { ++at; }
  }
  const auto first = clean.find_first_not_of(' ');
  return first == std::string::npos ? "" : clean.substr(first, clean.find_last_not_of(' ') - first + 1);
}

std::string shorten(std::string_view text, int width) {
  if (display_width(text) <= width) { return std::string(text); }
  const std::string_view mark =
      std::string_view("...").substr(0, static_cast<std::size_t>(std::clamp(width, 0, 3)));
  const int keep = width - static_cast<int>(mark.size());
  std::size_t end = 0;
  for (int columns = 0; end < text.size(); ++end) {
    if (!continues(text[end]) && ++columns > keep) { break; }
  }
  return std::string(text.substr(0, end)).append(mark);
}

int terminal_width(std::FILE* stream) {
  winsize size{};
  if (!is_terminal(stream) || ::ioctl(::fileno(stream), TIOCGWINSZ, &size) != 0) { return 0; }
  return size.ws_col;
}

bool is_terminal(std::FILE* stream) {
  return ::isatty(::fileno(stream)) == 1;
}

}  // namespace jobhost
