#include "http/long_polls.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "http/entity_tag.hpp"
#include "http/problem.hpp"

namespace jobhost {

using std::chrono::steady_clock;

LongPolls::LongPolls(JobStore& jobs, const JobTypeCatalog& job_types, std::size_t most,
                     std::chrono::milliseconds slow_poll)
    : jobs_(jobs), job_types_(job_types), most_(most), slow_poll_(slow_poll) {}

LongPolls::~LongPolls() {
  stop();
}

void LongPolls::start() {
  {
    const std::lock_guard lock(mutex_);
    running_ = true;
  }
  jobs_.subscribe(*this);
  next_slow_poll_ = steady_clock::now() + slow_poll_;
  thread_ = std::jthread([this] { run(); });
}

void LongPolls::add(LongPoll poll) {
  {
    const std::lock_guard lock(mutex_);
    if (running_ && count_ < most_) {
      polls_[poll.id].push_back(
          {std::move(poll.seen_etags), steady_clock::now() + poll.wait, turn_ + 1, std::move(poll.reply)});
      ++count_;
      woken_.insert(poll.id);  // the first look
      changed_.notify_one();
      return;
    }
  }
  poll.reply.send(problem_for_now(503, "busy", "too many clients are waiting for jobs; ask without wait", 1));
}

void LongPolls::stop() {
  if (!thread_.joinable()) { return; }
  jobs_.unsubscribe(*this);
  {
    const std::lock_guard lock(mutex_);
    running_ = false;
    changed_.notify_one();
  }
  thread_.join();
}

std::size_t LongPolls::waiting() const {
  const std::lock_guard lock(mutex_);
  return count_;
}

void LongPolls::on_jobs_changed(std::span<const JobChange> changes) {
  const std::lock_guard lock(mutex_);
  if (polls_.empty()) { return; }
  const auto before = woken_.size();
  for (const auto& change : changes) {
    for (const auto id : {change.id, change.parent_id}) {
      if (polls_.count(id) > 0) { woken_.insert(id); }
    }
  }
  if (woken_.size() > before) { changed_.notify_one(); }
}

void LongPolls::run() {
  bool stopping = false;
  while (!stopping) {
    std::unique_lock lock(mutex_);
    const auto ids = next_round(lock);
    stopping = !running_;
    const auto turn = turn_;
    lock.unlock();
    for (const auto id : ids) { serve(id, turn, stopping); }
  }
}

// Waits for something to do; the jobs to look at.
std::set<JobId> LongPolls::next_round(std::unique_lock<std::mutex>& lock) {
  const auto next_deadline = [this] {
    auto next = next_slow_poll_;
    for (const auto& [id, polls] : polls_) {
      for (const auto& poll : polls) { next = std::min(next, poll.deadline); }
    }
    return next;
  };
  const auto has_work = [this] { return !running_ || !woken_.empty(); };
  if (polls_.empty()) {
    changed_.wait(lock, has_work);
  } else {
    changed_.wait_until(lock, next_deadline(), has_work);
  }
  ++turn_;
  auto ids = std::exchange(woken_, {});
  const auto now = steady_clock::now();
  const bool slow_poll = now >= next_slow_poll_;
  if (slow_poll) { next_slow_poll_ = now + slow_poll_; }
  for (const auto& [id, polls] : polls_) {
    const bool over =
        std::any_of(polls.begin(), polls.end(), [&](const Waiting& poll) { return poll.deadline <= now; });
    if (slow_poll || over || !running_) { ids.insert(id); }
  }
  return ids;
}

void LongPolls::serve(JobId id, std::uint64_t turn, bool stopping) {
  try {
    const auto view = read_job(jobs_, job_types_, id);
    const auto* seen = view ? &*view : nullptr;
    const auto due = [&](const Waiting& poll, Time now) { return is_due(poll, seen, now, stopping); };
    for (auto& poll : take(id, turn, due)) { answer(poll, id, seen); }
  } catch (const std::exception& error) {
    // The store may come back before the other waits are over.
    const auto over = [&](const Waiting& poll, Time now) { return stopping || poll.deadline <= now; };
    for (auto& poll : take(id, turn, over)) { poll.reply.send(problem_of(error, "GET", "/v1/jobs/{id}")); }
  }
}

template <typename Due>
std::vector<LongPolls::Waiting> LongPolls::take(JobId id, std::uint64_t turn, Due is_due) {
  const auto now = steady_clock::now();
  std::vector<Waiting> due;
  const std::lock_guard lock(mutex_);
  const auto found = polls_.find(id);
  if (found == polls_.end()) { return due; }
  std::vector<Waiting> staying;
  for (auto& poll : found->second) {
    // One that came after the read began must not be judged by it.
    const bool read_is_new_enough = poll.turn <= turn;
    (read_is_new_enough && is_due(poll, now) ? due : staying).push_back(std::move(poll));
  }
  count_ -= due.size();
  if (staying.empty()) {
    polls_.erase(found);
  } else {
    found->second = std::move(staying);
  }
  return due;
}

bool LongPolls::is_due(const Waiting& poll, const JobView* view, Time now, bool stopping) {
  if (view == nullptr || stopping || now >= poll.deadline || poll.reply.client_left()) { return true; }
  return poll.seen_etags.empty() ? is_terminal(view->state) : !names_etag(poll.seen_etags, view->etag);
}

void LongPolls::answer(Waiting& poll, JobId id, const JobView* view) {
  if (poll.reply.client_left()) { return poll.reply.abandon(); }
  if (view == nullptr) { return poll.reply.send(no_such_job(fmt::format("{}", id))); }
  const bool unchanged = !poll.seen_etags.empty() && names_etag(poll.seen_etags, view->etag);
  poll.reply.send(unchanged ? not_modified(*view) : job_response(*view));
}

}  // namespace jobhost
