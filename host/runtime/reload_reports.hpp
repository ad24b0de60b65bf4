// The reports of the last reloads: written by the reloader's thread, read by everyone. Thread-safe.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>

#include "job/host_control.hpp"

namespace jobhost {

class ReloadReports {
 public:
  // A number for a reload that is going to happen.
  std::int64_t next_number();
  void begin(std::int64_t number, const std::string& trigger, Timestamp now);
  void change(std::int64_t number, const std::function<void(ReloadReport&)>& change);
  [[nodiscard]] std::optional<ReloadReport> find(std::int64_t number) const;
  // Of those that have begun; 0: none.
  [[nodiscard]] std::int64_t last() const;
  // Returns when the report is finished.
  void wait_for(std::int64_t number) const;

 private:
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  // Guarded by mutex_.
  std::map<std::int64_t, ReloadReport> reports_;
  std::int64_t last_number_ = 0;
};

}  // namespace jobhost
