#include "runtime/reloader.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "config/config_fields.hpp"
#include "support/errors.hpp"
#include "support/log.hpp"
#include "support/throw_errno.hpp"

namespace jobhost {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// A file that is being written changes many times: look when it has been quiet for so long, but look.
constexpr auto kQuiet = milliseconds(40);
constexpr auto kLongestUnrest = milliseconds(1'000);
// Events can be lost, and not every file system sends them.
constexpr auto kPollFiles = milliseconds(2'000);
constexpr auto kLongestWait = milliseconds(10'000);

void log_report(const ReloadReport& report) {
  const bool bad = !report.problems.empty() || !report.refused.empty();
  for (const auto& problem : report.problems) {
    log_event(LogLevel::error, "problem in the configuration", {{"where", problem.where}, {"what", problem.what}});
  }
  for (const auto& change : report.changes) {
    log_event(LogLevel::info, "configuration changed", {{"what", change}});
  }
  for (const auto& field : report.needs_restart) {
    log_event(LogLevel::warning, "a change needs a restart", {{"what", field}});
  }
  log_event(bad ? LogLevel::warning : LogLevel::info, "reload",
            {{"number", report.number},
             {"trigger", report.trigger},
             {"problems", report.problems.size()},
             {"changes", report.changes.size()},
             {"activated", report.activated.size()},
             {"refused", report.refused.size()}});
}

bool says_something(const ReloadReport& report) {
  return !report.problems.empty() || !report.changes.empty() || !report.activated.empty() ||
         !report.refused.empty();
}

}  // namespace

Reloader::Reloader(ReloaderDependencies use, Config config)
    : use_(std::move(use)),
      wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      config_(std::move(config)),
      loader_(use_.plugins, use_.runners, reports_, use_.clock, use_.plugin_folder) {
  if (!wake_) { throw_errno("eventfd"); }
  drain_timeout_ = config_.runtime.drain_timeout;
  show({}, {});
}

Reloader::~Reloader() {
  stop();
}

void Reloader::start() {
  use_.plugins.end_open(use_.clock.now());
  const auto number = reports_.next_number();
  post([this, number] { look({number, "start", false}); });
  thread_ = std::thread([this] { run(); });
  reports_.wait_for(number);
}

void Reloader::stop() {
  if (!thread_.joinable()) { return; }
  post([this] {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  });
  thread_.join();
  run_tasks();
}

std::int64_t Reloader::request_reload(const std::string& trigger, bool force) {
  const auto number = reports_.next_number();
  post([this, number, trigger, force] { look({number, trigger, force}); });
  return number;
}

std::optional<ReloadReport> Reloader::reload_report(std::int64_t number) const {
  return reports_.find(number);
}

std::int64_t Reloader::last_reload() const {
  return reports_.last();
}

ConfigView Reloader::config() const {
  const std::scoped_lock lock(mutex_);
  return view_;
}

milliseconds Reloader::drain_timeout() const {
  const std::scoped_lock lock(mutex_);
  return drain_timeout_;
}

void Reloader::on_generation_changed(PluginGeneration row) {
  post([this, row = std::move(row)] { generation_changed(row); });
}

void Reloader::on_crash_loop(PluginGeneration row) {
  post([this, row = std::move(row)] { loader_.crash_loop(row, find_type(row.job_type)); });
}

void Reloader::post(std::function<void()> task) {
  {
    const std::scoped_lock lock(mutex_);
    tasks_.push_back(std::move(task));
  }
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(wake_.get(), &one, sizeof one);
}

void Reloader::run() {
  poll_at_ = steady_clock::now() + kPollFiles;
  for (;;) {
    {
      const std::scoped_lock lock(mutex_);
      if (stopping_) { return; }
    }
    wait_for_something();
    run_tasks();
    look_if_due();
    finish_complete_reports();
  }
}

void Reloader::wait_for_something() {
  const auto until = look_at_ ? std::min(*look_at_, poll_at_) : poll_at_;
  const auto left = std::chrono::ceil<milliseconds>(until - steady_clock::now());
  std::array<pollfd, 2> watched{{{wake_.get(), POLLIN, 0}, {watch_.fd(), POLLIN, 0}}};
  ::poll(watched.data(), watched.size(), static_cast<int>(std::clamp(left, milliseconds(0), kLongestWait).count()));
  std::uint64_t count = 0;
  [[maybe_unused]] const auto taken = ::read(wake_.get(), &count, sizeof count);
}

// What one of them cannot do must not keep the others from being done.
void Reloader::run_tasks() {
  for (;;) {
    std::function<void()> task;
    {
      const std::scoped_lock lock(mutex_);
      if (tasks_.empty()) { return; }
      task = std::move(tasks_.front());
      tasks_.pop_front();
    }
    try {
      task();
    } catch (const std::exception& error) {
      log_event(LogLevel::error, "reloading failed", {{"reason", error.what()}});
    }
  }
}

void Reloader::look_if_due() {
  const auto now = steady_clock::now();
  if (watch_.take() || loader_.take_look_again()) {
    if (!look_at_) { changed_first_ = now; }
    look_at_ = std::min(now + kQuiet, changed_first_ + kLongestUnrest);
  }
  const bool quiet = look_at_ && *look_at_ <= now;
  const bool poll = poll_at_ <= now;
  if (!quiet && !poll) { return; }
  poll_at_ = now + kPollFiles;
  if (quiet) { look_at_.reset(); }
  if (!files_changed()) { return; }
  const auto number = reports_.next_number();
  post([this, number, quiet] { look({number, quiet ? "file" : "poll", false}); });
}

bool Reloader::files_changed() const {
  return config_seen_ != signature_of(config_.file) ||
         std::any_of(config_.job_types.begin(), config_.job_types.end(),
                     [this](const auto& type) { return loader_.has_changed(type); });
}

void Reloader::look(const ReloadLook& look) {
  reports_.begin(look.number, look.trigger, use_.clock.now());
  open_reports_.push_back(look.number);
  config_seen_ = settled(signature_of(config_.file), use_.clock.now());
  if (auto wanted = load_config_into(look.number)) { take_config(*std::move(wanted), look.number); }
  if (look.force) { use_.plugins.lift_quarantine(); }
  for (const auto& type : config_.job_types) {
    use_.runners.configure(type);
    try {
      loader_.load(type, look);
    } catch (const StoreError& error) { loader_.postpone(type, error.what(), look); }
  }
  watch_.watch(watched_files());
}

std::optional<Config> Reloader::load_config_into(std::int64_t number) {
  try {
    return use_.load();
  } catch (const UserError& error) {
    auto problems = error.problems();
    if (problems.empty()) { problems.push_back({config_.file.string(), error.what()}); }
    show(problems, config().needs_restart);
    reports_.change(number, [&](ReloadReport& report) { report.problems = problems; });
    return std::nullopt;
  }
}

void Reloader::take_config(Config wanted, std::int64_t number) {
  const auto difference = compare(config_, wanted);
  reports_.change(number, [&](ReloadReport& report) {
    report.changes = difference.live;
    report.needs_restart = difference.needs_restart;
    for (const auto& name : difference.added) { report.changes.push_back("job_types." + name + ": added"); }
    for (const auto& name : difference.removed) { report.changes.push_back("job_types." + name + ": removed"); }
  });
  for (const auto& name : difference.removed) { remove_type(name); }
  config_.job_types = std::move(wanted.job_types);
  config_.schedules = std::move(wanted.schedules);
  config_.logging.level = wanted.logging.level;
  config_.runtime.drain_timeout = wanted.runtime.drain_timeout;
  config_.storage.retention = wanted.storage.retention;
  set_log_level(config_.logging.level);
  use_.on_changed(config_);
  show({}, difference.needs_restart);
}

void Reloader::remove_type(const std::string& name) {
  use_.runners.remove(name);
  loader_.forget(name);
}

void Reloader::show(std::vector<Problem> problems, std::vector<std::string> needs_restart) {
  const std::scoped_lock lock(mutex_);
  view_ = {config_fields(config_), std::move(problems), std::move(needs_restart)};
  drain_timeout_ = config_.runtime.drain_timeout;
}

void Reloader::generation_changed(const PluginGeneration& row) {
  loader_.generation_changed(row, find_type(row.job_type));
  if (row.state == GenerationState::active) { loader_.remove_unused_copies(); }
}

void Reloader::finish_complete_reports() {
  std::erase_if(open_reports_, [this](std::int64_t number) {
    if (loader_.is_pending(number)) { return false; }
    reports_.change(number, [this](ReloadReport& report) { report.finished_at = use_.clock.now(); });
    const auto report = reports_.find(number);
    use_.metrics.count_reload(report->trigger, !report->problems.empty() || !report->refused.empty());
    if (says_something(*report)) { log_report(*report); }
    return true;
  });
}

const JobTypeConfig* Reloader::find_type(const std::string& name) const {
  const auto found = std::find_if(config_.job_types.begin(), config_.job_types.end(),
                                  [&](const auto& type) { return type.name == name; });
  return found == config_.job_types.end() ? nullptr : &*found;
}

std::vector<std::filesystem::path> Reloader::watched_files() const {
  std::vector<std::filesystem::path> files{config_.file};
  for (const auto& type : config_.job_types) { files.push_back(type.plugin); }
  return files;
}

}  // namespace jobhost
