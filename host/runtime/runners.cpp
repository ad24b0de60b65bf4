#include "runtime/runners.hpp"

#include <algorithm>

#include "support/log.hpp"

namespace jobhost {
namespace {

using std::chrono::milliseconds;

constexpr auto kTick = milliseconds(50);
constexpr auto kTickWhileStopping = milliseconds(1);

}  // namespace

Runners::Runners(RunnersDependencies use, RunnersSettings settings, std::function<void()> on_slots_free)
    : slots_(use.slots),
      work_root_(settings.work_folder),
      environment_{loop_,
                   use.sink,
                   use.artifacts,
                   use.job_types,
                   use.metrics,
                   use.clock,
                   use.events,
                   std::move(settings.executable),
                   work_root_.path(),
                   std::move(on_slots_free)} {}

Runners::~Runners() {
  stop(milliseconds(0));
}

void Runners::start() {
  loop_.post([this] { tick(); });
  // Runners are spawned by this thread, and by no other: their death signal is tied to it.
  thread_ = std::thread([this] { loop_.run(); });
}

void Runners::tick() {
  for (auto& [name, group] : groups_) { group->tick(); }
  if (draining_) { check_empty(); }
  loop_.after(draining_ ? kTickWhileStopping : kTick, [this] { tick(); });
}

void Runners::stop(milliseconds drain) {
  if (!thread_.joinable()) { return; }
  loop_.post([this, drain] {
    draining_ = true;
    for (auto& [name, group] : groups_) { group->drain(); }
    loop_.after(drain, [this] { finish_draining(); });
    loop_.after(milliseconds(0), [this] { tick(); });
  });
  thread_.join();
}

void Runners::finish_draining() {
  for (auto& [name, group] : groups_) { group->stop_running(StopReason::shutdown); }
}

bool Runners::any_busy() const {
  return std::any_of(groups_.begin(), groups_.end(), [](const auto& g) { return g.second->is_busy(); });
}

void Runners::check_empty() {
  if (any_busy()) { return; }
  if (!std::exchange(leaving_, true)) {
    for (auto& [name, group] : groups_) { group->leave(); }
  }
  if (std::all_of(groups_.begin(), groups_.end(), [](const auto& g) { return g.second->is_empty(); })) {
    loop_.stop();
  }
}

void Runners::configure(JobTypeConfig config) {
  auto slots = slots_.add(config.name);
  loop_.post([this, slots, config = std::move(config)] {
    auto& group = groups_[config.name];
    if (!group) { group = std::make_unique<RunnerGroup>(environment_, slots, config); }
    group->configure(config);
  });
}

void Runners::stage(PluginCandidate candidate) {
  loop_.post([this, candidate = std::move(candidate)] { groups_.at(candidate.config.name)->stage(candidate); });
}

void Runners::become_unavailable(const std::string& type, const std::string& reason) {
  loop_.post([this, type, reason] { groups_.at(type)->become_unavailable(reason); });
}

void Runners::remove(const std::string& type) {
  loop_.post([this, type] { groups_.at(type)->remove(); });
}

void Runners::submit(const std::string& type, std::vector<Job> jobs) {
  loop_.post([this, type, batch = std::make_shared<std::vector<Job>>(std::move(jobs))] {
    groups_.at(type)->submit(std::move(*batch));
  });
}

void Runners::stop_job(JobId id, StopReason reason) {
  loop_.post([this, id, reason] {
    for (auto& [name, group] : groups_) {
      if (group->stop_job(id, reason)) { return; }
    }
  });
}

}  // namespace jobhost
