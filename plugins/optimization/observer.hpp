// What a long computation tells whoever runs it, and asks from it. The plugin puts a job behind this, tests a
// recorder. Called on the thread of the computation, at least every 10 ms.
#pragma once

#include <string_view>

namespace optimization {

class Observer {
 public:
  Observer() = default;
  Observer(const Observer&) = delete;
  Observer& operator=(const Observer&) = delete;
  virtual ~Observer() = default;

  // fraction of all the work, 0..1; message says what is being done.
  virtual void progress(double fraction, std::string_view message) = 0;
  // A line for the job's log.
  virtual void warn(std::string_view message) = 0;
  // Throws to stop the computation.
  virtual void throw_if_cancelled() = 0;
};

}  // namespace optimization
