// One line that shows how far a job is. Pure functions.
#pragma once

#include <string>

namespace jobhost {

struct JobProgress {
  std::string id;
  std::string state;
  double fraction = 0;  // 0..1
  std::string message;
};

// "job 12 running  [=========>          ]  43%  message", in at most `width` columns (0: no limit). The message is
// shortened first, then the bar goes.
std::string progress_line(const JobProgress& progress, int width);

// The same without a bar, for logs and pipes: "job 12 running 43% message".
std::string progress_text(const JobProgress& progress);

}  // namespace jobhost
