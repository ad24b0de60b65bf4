// Shows the progress of one job on stderr while somebody waits: a line that is redrawn on a terminal, else a line
// per change. Not thread-safe.
#pragma once

#include <string>

#include "cli/progress_bar.hpp"

namespace jobhost {

class ProgressPrinter {
 public:
  ProgressPrinter();
  // Takes the line away.
  ~ProgressPrinter();
  ProgressPrinter(const ProgressPrinter&) = delete;
  ProgressPrinter& operator=(const ProgressPrinter&) = delete;

  void show(const JobProgress& progress);
  // Before anything else is printed; the next show() draws again.
  void clear();

 private:
  bool terminal_;
  std::string last_;
};

}  // namespace jobhost
