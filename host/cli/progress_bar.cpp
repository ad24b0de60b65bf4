#include "cli/progress_bar.hpp"

#include <fmt/format.h>

#include <cmath>

#include "cli/terminal_text.hpp"

namespace jobhost {
namespace {

constexpr int kLongestBar = 40;
constexpr int kShortestBar = 10;
constexpr int kRoomForMessage = 30;

double clean_fraction(double fraction) {
  return std::isfinite(fraction) ? std::clamp(fraction, 0.0, 1.0) : 0.0;
}

// Rounded down: 100% is shown when it is over, not before.
int percent(double fraction) {
  return static_cast<int>(clean_fraction(fraction) * 100.0 + 1e-9);
}

std::string bar(double fraction, int length) {
  const int filled = static_cast<int>(clean_fraction(fraction) * length + 1e-9);
  std::string cells(static_cast<std::size_t>(length), ' ');
  std::fill_n(cells.begin(), filled, '=');
  if (filled < length) { cells[static_cast<std::size_t>(filled)] = '>'; }
  return "[" + cells + "]";
}

}  // namespace

std::string progress_line(const JobProgress& progress, int width) {
  const auto head = fmt::format("job {} {}", progress.id, progress.state);
  const auto tail = fmt::format("{:3}%", percent(progress.fraction));
  const auto message = printable(progress.message);
  const int limit = width > 0 ? width : 1'000;
  const int room = limit - display_width(head) - display_width(tail) - 6;  // two gaps and two brackets
  const int length = std::min(kLongestBar, std::max(kShortestBar, room - kRoomForMessage));
  auto line = room >= kShortestBar ? fmt::format("{}  {}  {}", head, bar(progress.fraction, length), tail)
                                   : fmt::format("{} {}", head, tail);
  const int left = limit - display_width(line) - 2;
  if (!message.empty() && left > 3) { line += "  " + shorten(message, left); }
  return shorten(line, limit);
}

std::string progress_text(const JobProgress& progress) {
  const auto message = printable(progress.message);
  return fmt::format("job {} {} {}%{}{}", progress.id, progress.state, percent(progress.fraction),
                     message.empty() ? "" : " ", message);
}

}  // namespace jobhost
