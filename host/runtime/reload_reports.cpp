#include "runtime/reload_reports.hpp"

namespace jobhost {
namespace {

constexpr std::size_t kKeptReports = 100;

}  // namespace

std::int64_t ReloadReports::next_number() {
  const std::scoped_lock lock(mutex_);
  return ++last_number_;
}

void ReloadReports::begin(std::int64_t number, const std::string& trigger, Timestamp now) {
  const std::scoped_lock lock(mutex_);
  auto& report = reports_[number];
  report.number = number;
  report.trigger = trigger;
  report.started_at = now;
  while (reports_.size() > kKeptReports) { reports_.erase(reports_.begin()); }
}

void ReloadReports::change(std::int64_t number, const std::function<void(ReloadReport&)>& change) {
  {
    const std::scoped_lock lock(mutex_);
    const auto found = reports_.find(number);
    if (found == reports_.end()) { return; }
    change(found->second);
  }
  changed_.notify_all();
}

std::optional<ReloadReport> ReloadReports::find(std::int64_t number) const {
  const std::scoped_lock lock(mutex_);
  const auto found = reports_.find(number);
  return found == reports_.end() ? std::nullopt : std::optional(found->second);
}

std::int64_t ReloadReports::last() const {
  const std::scoped_lock lock(mutex_);
  return reports_.empty() ? 0 : reports_.rbegin()->first;
}

void ReloadReports::wait_for(std::int64_t number) const {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] {
    const auto found = reports_.find(number);
    return found != reports_.end() && found->second.finished_at.has_value();
  });
}

}  // namespace jobhost
