#include "runtime/runners.hpp"

#include <algorithm>

#include "support/log.hpp"

namespace jobhost {
namespace {

using std::chrono::milliseconds;

constexpr auto kTick = milliseconds(50);

}  // namespace

Runners::Runners(AttemptSink& sink, ArtifactFiles& artifacts, JobTypes& job_types, RuntimeMetrics& metrics,
                 const Clock& clock, RunnersSettings settings, std::function<void()> on_slots_free)
    : work_root_(settings.work_folder),
      environment_{loop_, sink, artifacts, job_types, metrics, clock, std::move(settings.executable),
                   std::move(settings.plugin_folder), work_root_.path(), std::move(on_slots_free)} {}

Runners::~Runners() { stop(milliseconds(0)); }

void Runners::start(const std::vector<JobTypeConfig>& types) {
  for (const auto& type : types) { groups_.emplace(type.name, std::make_unique<RunnerGroup>(environment_, type)); }
  loop_.post([this] {
    for (auto& [name, group] : groups_) { group->start(); }
    tick();
  });
  auto settled = settled_.get_future();
  // Runners are spawned by this thread, and by no other: their death signal is tied to it.
  thread_ = std::thread([this] { loop_.run(); });
  settled.wait();
}

void Runners::tick() {
  for (auto& [name, group] : groups_) { group->tick(); }
  check_settled();
  if (draining_) { check_empty(); }
  loop_.after(settled_told_ && !draining_ ? kTick : milliseconds(1), [this] { tick(); });
}

void Runners::check_settled() {
  if (settled_told_) { return; }
  settled_told_ = std::all_of(groups_.begin(), groups_.end(), [](const auto& g) { return g.second->settled(); });
  if (settled_told_) { settled_.set_value(); }
}

void Runners::stop(milliseconds drain) {
  if (!thread_.joinable()) { return; }
  loop_.post([this, drain] {
    draining_ = true;
    for (auto& [name, group] : groups_) { group->drain(); }
    loop_.after(drain, [this] { finish_draining(); });
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

std::map<std::string, Slots*> Runners::slots() {
  std::map<std::string, Slots*> all;
  for (auto& [name, group] : groups_) { all.emplace(name, &group->slots()); }
  return all;
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
