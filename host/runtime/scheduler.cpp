#include "runtime/scheduler.hpp"

#include <algorithm>

#include "runtime/scheduled_job.hpp"
#include "support/log.hpp"

namespace jobhost {
namespace {

using std::chrono::milliseconds;

// After a store that could not serve.
constexpr auto kTryAgain = milliseconds(1'000);
// Every wait has an end, if only for a clock that behaves as no clock should.
constexpr auto kLongestSleep = std::chrono::minutes(10);

void log_fired(const std::string& schedule, const DueSlots& due, JobId id) {
  log_event(due.passed > 0 ? LogLevel::warning : LogLevel::info, "schedule fired",
            {{"schedule", schedule}, {"slot", format_rfc3339(due.slot)}, {"job", id}, {"missed", due.passed}});
}

void log_skipped(const std::string& schedule, const DueSlots& due, const std::string& reason) {
  log_event(LogLevel::error, "schedule could not submit its job",
            {{"schedule", schedule}, {"slot", format_rfc3339(due.slot)}, {"reason", reason}});
}

}  // namespace

Scheduler::Scheduler(SchedulerDependencies use, const std::vector<ScheduleConfig>& schedules)
    : use_(use), schedules_(parsed(schedules)) {}

Scheduler::~Scheduler() {
  stop();
}

void Scheduler::start() {
  thread_ = std::thread([this] { run(); });
}

void Scheduler::stop() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  condition_.notify_one();
  if (thread_.joinable()) { thread_.join(); }
}

// Called for every change of jobs.yaml; the same schedules again change nothing.
void Scheduler::set_schedules(const std::vector<ScheduleConfig>& schedules) {
  auto next = parsed(schedules);
  {
    const std::scoped_lock lock(mutex_);
    schedules_ = std::move(next);
    look_now_ = true;
  }
  condition_.notify_one();
}

void Scheduler::wake() {
  {
    const std::scoped_lock lock(mutex_);
    look_now_ = true;
  }
  condition_.notify_one();
}

// load_config lets no other cron lines through.
std::shared_ptr<const Scheduler::Schedules> Scheduler::parsed(const std::vector<ScheduleConfig>& schedules) {
  auto all = std::make_shared<Schedules>();
  for (const auto& config : schedules) { all->push_back({config, std::get<Cron>(Cron::parse(config.cron))}); }
  return all;
}

std::shared_ptr<const Scheduler::Schedules> Scheduler::current() const {
  const std::scoped_lock lock(mutex_);
  return schedules_;
}

std::map<std::string, ScheduleState> Scheduler::states() const {
  std::map<std::string, ScheduleState> by_name;
  for (auto& state : use_.schedules.list()) {
    auto name = state.name;
    by_name.emplace(std::move(name), std::move(state));
  }
  return by_name;
}

void Scheduler::run() {
  auto next = use_.clock.now();
  do {
    try {
      next = round();
    } catch (const std::exception& error) {
      log_event(LogLevel::error, "looking at the schedules failed, trying again", {{"reason", error.what()}});
      next = use_.clock.now() + kTryAgain;
    }
  } while (wait_until(next));
}

Timestamp Scheduler::round() {
  const auto schedules = current();
  take(schedules);
  const auto known = schedules->empty() ? std::map<std::string, ScheduleState>() : states();
  auto next = use_.clock.now() + kLongestSleep;
  for (const auto& schedule : *schedules) {
    if (!schedule.config.enabled) { continue; }
    const auto state = known.find(schedule.config.name);
    if (state == known.end()) {
      taken_.reset();  // another host on this data has other schedules; begin again with the next slot
      return use_.clock.now() + kTryAgain;
    }
    next = std::min(next, fire_if_due(schedule, state->second));
  }
  return next;
}

void Scheduler::take(const std::shared_ptr<const Schedules>& schedules) {
  if (taken_ == schedules) { return; }
  std::vector<ScheduleKey> keys;
  for (const auto& [config, cron] : *schedules) { keys.push_back({config.name, config.cron, config.enabled}); }
  use_.schedules.keep(keys);
  taken_ = schedules;
}

Timestamp Scheduler::fire_if_due(const Schedule& schedule, const ScheduleState& state) {
  const auto now = use_.clock.now();
  if (const auto due = due_slots(schedule.cron, state.done_until, now)) { fire(schedule.config, *due); }
  return schedule.cron.next_after(std::max(now, state.done_until));
}

void Scheduler::fire(const ScheduleConfig& schedule, const DueSlots& due) {
  const auto job = scheduled_job(schedule, use_.job_types, due.slot);
  if (const auto* refused = std::get_if<ScheduleRun>(&job)) {
    if (use_.schedules.skip(schedule.name, due, refused->reason)) {
      log_skipped(schedule.name, due, refused->reason);
    }
    return;
  }
  const auto id = use_.schedules.fire(schedule.name, due, std::get<NewJob>(job));
  if (id) { log_fired(schedule.name, due, *id); }
}

// The system's clock, not the steady one: it notices when the clock is set, and when the machine has slept.
bool Scheduler::wait_until(Timestamp time) {
  const auto until = std::chrono::system_clock::now() + (time - use_.clock.now());
  std::unique_lock lock(mutex_);
  condition_.wait_until(lock, until, [this] { return stopping_ || look_now_; });
  look_now_ = false;
  return !stopping_;
}

std::vector<ScheduleView> Scheduler::schedules() const {
  const auto all = current();
  const auto known = states();
  const auto now = use_.clock.now();
  std::vector<ScheduleView> views;
  for (const auto& [config, cron] : *all) {
    auto& view = views.emplace_back();
    view.name = config.name;
    view.cron = config.cron;
    view.type = config.type;
    view.enabled = config.enabled;
    const auto found = known.find(config.name);
    const auto state = found == known.end() ? ScheduleState{} : found->second;
    if (config.enabled) { view.next_due = cron.next_after(std::max(now, state.done_until)); }
    view.last_slot = state.last_slot;
    view.last_job_id = state.last_job_id;
    view.missed = state.missed;
    view.last_error = state.last_error;
    view.last_error_at = state.last_error_at;
  }
  return views;
}

ScheduleRun Scheduler::run_schedule(const std::string& name) {
  const auto all = current();
  const auto found =
      std::find_if(all->begin(), all->end(), [&](const auto& each) { return each.config.name == name; });
  if (found == all->end()) { return {ScheduleOutcome::no_such_schedule, 0, "jobs.yaml has no such schedule"}; }
  auto job = scheduled_job(found->config, use_.job_types, std::nullopt);
  if (auto* refused = std::get_if<ScheduleRun>(&job)) { return std::move(*refused); }
  const auto id = use_.jobs.insert({&std::get<NewJob>(job), 1}).front().id;
  log_event(LogLevel::info, "schedule run by hand", {{"schedule", name}, {"job", id}});
  return {.outcome = ScheduleOutcome::submitted, .id = id};
}

}  // namespace jobhost
