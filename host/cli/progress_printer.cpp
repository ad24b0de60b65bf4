#include "cli/progress_printer.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "cli/terminal_text.hpp"

namespace jobhost {

ProgressPrinter::ProgressPrinter() : terminal_(is_terminal(stderr)) {}
ProgressPrinter::~ProgressPrinter() {
  clear();
}

void ProgressPrinter::show(const JobProgress& progress) {
  const int columns = terminal_width(stderr);
  // One column short of the edge: some terminals wrap when the last one is written. Some report no width at all.
  const int width = (columns > 0 ? columns : 80) - 1;
  auto line = terminal_ ? progress_line(progress, width) : progress_text(progress);
  if (line == last_) { return; }
  if (terminal_) {
    fmt::print(stderr, "\r\x1b[2K{}", line);
  } else {
    fmt::print(stderr, "{}\n", line);
  }
  std::fflush(stderr);
  last_ = std::move(line);
}

void ProgressPrinter::clear() {
  if (!terminal_ || last_.empty()) { return; }
  fmt::print(stderr, "\r\x1b[2K");
  std::fflush(stderr);
  last_.clear();
}

}  // namespace jobhost
