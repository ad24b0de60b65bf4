#include "runtime/dispatcher.hpp"

#include <algorithm>
#include <map>

#include "support/errors.hpp"
#include "support/log.hpp"

namespace jobhost {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// How often to look for jobs that another process stored or gave back.
constexpr auto kPoll = milliseconds(250);
constexpr auto kAfterStoreError = milliseconds(500);

}  // namespace

Dispatcher::Dispatcher(JobStore& jobs, LeaseTable& leases, const SlotTable& slots, const Clock& clock,
                       std::string owner, milliseconds lease, HandOver hand_over)
    : jobs_(jobs),
      leases_(leases),
      slots_(slots),
      clock_(clock),
      owner_(std::move(owner)),
      lease_(lease),
      hand_over_(std::move(hand_over)) {}

Dispatcher::~Dispatcher() {
  stop();
}

void Dispatcher::start() {
  jobs_.subscribe(*this);
  thread_ = std::thread([this] { run(); });
}

void Dispatcher::stop() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  condition_.notify_one();
  if (thread_.joinable()) {
    thread_.join();
    jobs_.unsubscribe(*this);
  }
}

void Dispatcher::wake() {
  {
    const std::scoped_lock lock(mutex_);
    if (woken_) { return; }
    woken_ = true;
  }
  condition_.notify_one();
}

void Dispatcher::on_jobs_changed(std::span<const JobChange> changes) {
  const bool claimable = std::any_of(changes.begin(), changes.end(), [](const JobChange& change) {
    return change.state == JobState::queued || change.state == JobState::scheduled ||
           change.state == JobState::retrying;
  });
  if (claimable) { wake(); }
}

void Dispatcher::run() {
  auto look_again = steady_clock::now();
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      condition_.wait_until(lock, look_again, [this] { return woken_ || stopping_; });
      if (stopping_) { return; }
      woken_ = false;
    }
    try {
      look_again = claim_round();
    } catch (const std::exception& error) {
      log_event(LogLevel::error, "cannot claim, trying again", {{"reason", error.what()}});
      look_again = steady_clock::now() + kAfterStoreError;
    }
  }
}

std::vector<ClaimRequest> Dispatcher::requests() const {
  std::vector<ClaimRequest> all;
  slots_.for_each([&](const std::string& type, const Slots& slots) {
    if (const int free = slots.free(); free > 0) { all.push_back({type, free}); }
  });
  return all;
}

Dispatcher::SteadyTime Dispatcher::claim_round() {
  const auto now = steady_clock::now();
  const auto wanted = requests();
  if (wanted.empty()) { return now + kPoll; }
  auto claim = jobs_.claim(wanted, owner_, lease_);
  hand_over(std::move(claim.jobs));
  if (!claim.next_due) { return now + kPoll; }
  const auto until_due = std::chrono::duration_cast<milliseconds>(*claim.next_due - clock_.now()) + milliseconds(1);
  return now + std::clamp(until_due, milliseconds(0), kPoll);
}

void Dispatcher::hand_over(std::vector<Job> jobs) {
  leases_.add(jobs);
  std::map<std::string, std::vector<Job>> by_type;
  for (auto& job : jobs) { by_type[job.type].push_back(std::move(job)); }
  for (auto& [type, batch] : by_type) {
    slots_.find(type)->add(static_cast<int>(batch.size()));
    hand_over_(type, std::move(batch));
  }
}

}  // namespace jobhost
