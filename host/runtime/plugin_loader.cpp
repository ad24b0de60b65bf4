#include "runtime/plugin_loader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "runtime/elf_gate.hpp"
#include "runtime/plugin_refused.hpp"
#include "support/errors.hpp"
#include "support/log.hpp"

namespace jobhost {
namespace {

constexpr int kKeptGenerations = 200;
constexpr std::size_t kKeptGoodCopies = 3;  // of a type, besides those in use

std::string key_of(const JobTypeConfig& type, const std::string& digest) {
  const auto& limits = type.limits;
  return fmt::format("{} {} {} {} {} {} {} {}", digest, type.max_output_bytes, limits.memory_bytes,
                     limits.cpu_time.count(), limits.nice, static_cast<int>(limits.sandbox), limits.allow_network,
                     type.settings);
}

Refusal reason_of(const PluginRefused& refused) {
  return {refused.code(), refused.what(), refused.fix()};
}

std::optional<Refusal> refusal_of_file(const StagedPlugin& staged) {
  try {
    check_elf(staged.file);
    return std::nullopt;
  } catch (const PluginRefused& refused) { return reason_of(refused); }
}

}  // namespace

PluginLoader::PluginLoader(PluginStore& plugins, Runners& runners, ReloadReports& reports, const Clock& clock,
                           std::filesystem::path plugin_folder)
    : plugins_(plugins),
      runners_(runners),
      reports_(reports),
      clock_(clock),
      plugin_folder_(std::move(plugin_folder)) {}

void PluginLoader::load(const JobTypeConfig& type, const ReloadLook& look) {
  auto& state = types_[type.name];
  StagedPlugin staged;
  try {
    staged = stage_file(type, state);
  } catch (const PluginRefused& refused) {
    const auto why = reason_of(refused);
    look_again_ = look_again_ || why.code == "changed_while_reading";
    return refuse(type, why.code + why.reason, {}, why, look);
  } catch (const std::exception& error) {
    return refuse(type, error.what(), {}, {"not_staged", error.what(), "the data folder must be writable"}, look);
  }
  const auto key = key_of(type, staged.digest);
  if (auto why = refusal_of_file(staged)) { return refuse(type, key, staged, *why, look); }
  // One that is being probed will be the active one, unless this takes its place.
  if (key == (state.staged_key.empty() ? state.active_key : state.staged_key)) { return; }
  if (const auto reason = plugins_.quarantine_reason(type.name, staged.digest)) {
    return refuse(type, key, staged,
                  {"quarantined", fmt::format("this file was rolled back: {}", *reason),
                   "install a corrected build, or try this one again with: jobhost reload --force"},
                  look);
  }
  if (key == state.refused_key && look.by_itself()) { return; }
  stage(type, staged, {look.number, key, false});
}

void PluginLoader::postpone(const JobTypeConfig& type, const std::string& why, const ReloadLook& look) {
  auto& state = types_[type.name];
  state.seen.reset();
  const Refusal refusal{"not_stored", why, "it is tried again in a moment"};
  log_event(LogLevel::error, "plugin not looked at", {{"type", type.name}, {"reason", why}});
  if (state.active_key.empty()) { runners_.become_unavailable(type.name, why); }
  reports_.change(look.number, [&](ReloadReport& report) {
    report.refused.push_back({type.name, {}, refusal, "nothing has changed"});
  });
}

StagedPlugin PluginLoader::stage_file(const JobTypeConfig& type, TypeState& state) {
  const auto signature = signature_of(type.plugin);
  if (signature && signature == state.seen && state.file == type.plugin && !state.staged.digest.empty() &&
      (type.sha256.empty() || type.sha256 == state.staged.digest)) {
    return state.staged;
  }
  state.file = type.plugin;
  state.seen = settled(signature, clock_.now());
  state.staged = {};
  state.staged = stage_plugin(type.plugin, plugin_folder_, type.sha256);
  return state.staged;
}

bool PluginLoader::has_changed(const JobTypeConfig& type) const {
  const auto found = types_.find(type.name);
  return found == types_.end() || found->second.file != type.plugin ||
         found->second.seen != signature_of(type.plugin);
}

void PluginLoader::stage(const JobTypeConfig& type, const StagedPlugin& staged, Pending pending,
                         const std::optional<Refusal>& rolls_back) {
  PluginCandidate candidate{
      .row = new_row(type, staged), .file = staged.file.string(), .config = type, .rolls_back = rolls_back};
  candidate.row.id = plugins_.insert(candidate.row);
  types_[type.name].staged_key = pending.key;
  log_event(LogLevel::info, "plugin generation",
            {{"type", type.name},
             {"generation", candidate.row.id},
             {"state", to_string(candidate.row.state)},
             {"digest", staged.digest.substr(0, 12)}});
  pending_[candidate.row.id] = std::move(pending);
  runners_.stage(std::move(candidate));
}

PluginGeneration PluginLoader::new_row(const JobTypeConfig& type, const StagedPlugin& staged) const {
  PluginGeneration row;
  row.job_type = type.name;
  row.digest = staged.digest;
  row.source = type.plugin.string();
  row.staged_at = clock_.now();
  return row;
}

void PluginLoader::store_rejected(const JobTypeConfig& type, const StagedPlugin& staged, const Refusal& why) {
  auto row = new_row(type, staged);
  row.state = GenerationState::rejected;
  row.refusal = why;
  row.ended_at = row.staged_at;
  plugins_.insert(row);
}

void PluginLoader::refuse(const JobTypeConfig& type, const std::string& key, const StagedPlugin& staged,
                          const Refusal& why, const ReloadLook& look) {
  auto& state = types_[type.name];
  if (std::exchange(state.refused_key, key) == key && look.by_itself()) { return; }
  log_event(LogLevel::error, "plugin refused",
            {{"type", type.name}, {"code", why.code}, {"reason", why.reason}, {"fix", why.fix}});
  if (!staged.digest.empty() && why.code != "quarantined") { store_rejected(type, staged, why); }
  RefusedPlugin refused{type.name, staged.digest, why, "the plugin that is active stays"};
  if (state.active_key.empty() && state.staged_key.empty()) {
    refused.instead = fall_back(type, staged.digest, look.number, why);
  }
  reports_.change(look.number, [&](ReloadReport& report) { report.refused.push_back(refused); });
}

std::optional<StagedPlugin> PluginLoader::last_good(const JobTypeConfig& type, const std::string& except) const {
  const auto row = plugins_.last_good(type.name, except);
  return row ? find_staged(row->digest, plugin_folder_) : std::nullopt;
}

std::string PluginLoader::fall_back(const JobTypeConfig& type, const std::string& except, std::int64_t number,
                                    const Refusal& why) {
  const auto good = last_good(type, except);
  if (!good) {
    runners_.become_unavailable(type.name, why.fix.empty() ? why.reason : why.reason + ": " + why.fix);
    return "the job type is unavailable; its jobs wait";
  }
  stage(type, *good, {number, key_of(type, good->digest), true});
  return fmt::format("the last good plugin is used again (SHA-256 {})", good->digest);
}

bool PluginLoader::is_pending(std::int64_t number) const {
  return std::any_of(pending_.begin(), pending_.end(), [&](const auto& p) { return p.second.number == number; });
}

void PluginLoader::generation_changed(const PluginGeneration& row, const JobTypeConfig* type) {
  store(row);
  const auto found = pending_.find(row.id);
  if (found == pending_.end()) { return; }
  const bool is_active = row.state == GenerationState::active;
  if (!is_active && row.state != GenerationState::rejected) { return; }
  const auto pending = found->second;
  pending_.erase(found);
  auto& state = types_[row.job_type];
  if (state.staged_key == pending.key) { state.staged_key.clear(); }
  is_active ? activated(row, pending) : rejected(row, pending, type);
}

// What it says is in force, whether or not the store can serve; the next start finds an older row then.
void PluginLoader::store(const PluginGeneration& row) {
  try {
    plugins_.update(row);
  } catch (const StoreError& error) {
    log_event(LogLevel::error, "plugin generation not stored",
              {{"generation", row.id}, {"state", to_string(row.state)}, {"reason", error.what()}});
  }
}

void PluginLoader::activated(const PluginGeneration& row, const Pending& pending) {
  auto& state = types_[row.job_type];
  state.active_key = pending.key;
  if (!pending.is_fallback) { state.refused_key.clear(); }
  reports_.change(pending.number, [&](ReloadReport& report) {
    report.activated.push_back({row.job_type, row.id, row.digest, row.version});
  });
}

void PluginLoader::rejected(const PluginGeneration& row, const Pending& pending, const JobTypeConfig* type) {
  auto& state = types_[row.job_type];
  RefusedPlugin refused{row.job_type, row.digest, row.refusal, "the plugin that is active stays"};
  const bool on_its_own_merits = row.refusal.code != "superseded" && row.refusal.code != "type_removed";
  if (on_its_own_merits) { state.refused_key = pending.key; }
  if (on_its_own_merits && type != nullptr && state.active_key.empty() && state.staged_key.empty()) {
    if (pending.is_fallback) {
      runners_.become_unavailable(type->name, row.refusal.reason);
      refused.instead = "the job type is unavailable; its jobs wait";
    } else {
      refused.instead = fall_back(*type, row.digest, pending.number, row.refusal);
    }
  }
  reports_.change(pending.number, [&](ReloadReport& report) { report.refused.push_back(refused); });
}

void PluginLoader::crash_loop(const PluginGeneration& row, const JobTypeConfig* type) {
  if (type == nullptr) { return; }
  const auto good = last_good(*type, row.digest);
  if (!good) {
    log_event(LogLevel::error, "plugin crashes too often, and there is none before it to go back to",
              {{"type", row.job_type}, {"generation", row.id}, {"digest", row.digest.substr(0, 12)}});
    return;
  }
  const Refusal why{
      "crash_loop",
      fmt::format("its runners crashed in more than half of its last jobs (crash_limit {})", type->crash_limit),
      "see the errors of the jobs that crashed"};
  plugins_.quarantine(row.job_type, row.digest, why.reason);
  types_[type->name].refused_key = types_[type->name].active_key;
  const auto number = reports_.next_number();
  reports_.begin(number, "crash_loop", clock_.now());
  reports_.change(number, [&](ReloadReport& report) {
    report.refused.push_back({row.job_type, row.digest, why,
                              fmt::format("the last good plugin is used again (SHA-256 {})", good->digest)});
  });
  stage(*type, *good, {number, key_of(*type, good->digest), true}, why);
}

void PluginLoader::remove_unused_copies() {
  std::set<std::string> kept;
  std::map<std::string, std::size_t> good_of_type;
  for (const auto& row : plugins_.list(kKeptGenerations)) {
    const bool good = row.activated_at && row.state != GenerationState::rolled_back;
    if (!is_over(row.state) || (good && good_of_type[row.job_type]++ < kKeptGoodCopies)) {
      kept.insert(row.digest);
    }
  }
  for (const auto& [name, state] : types_) { kept.insert(state.staged.digest); }
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(plugin_folder_, ignored)) {
    if (kept.count(entry.path().filename().string()) == 0) { std::filesystem::remove_all(entry.path(), ignored); }
  }
}

}  // namespace jobhost
