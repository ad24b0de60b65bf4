// From plugin files to candidates for the runners, and what becomes of them: reads a file when it has changed,
// stages it, stores its generation, falls back to the last good one at the start and when a new one crashes too
// often. Reloader's thread only; what it finds goes into the report of the look that made it do so.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "config/config.hpp"
#include "runtime/plugin_stage.hpp"
#include "runtime/reload_reports.hpp"
#include "runtime/runners.hpp"
#include "storage/plugin_store.hpp"

namespace jobhost {

// A look at jobs.yaml and the plugin files.
struct ReloadLook {
  std::int64_t number = 0;
  std::string trigger;
  bool force = false;
  // Nobody asked: what has been refused before is not refused again.
  [[nodiscard]] bool by_itself() const { return trigger == "file" || trigger == "poll"; }
};

class PluginLoader {
 public:
  // plugin_folder: of the staged copies.
  PluginLoader(PluginStore& plugins, Runners& runners, ReloadReports& reports, const Clock& clock,
               std::filesystem::path plugin_folder);

  // Throws StoreError.
  void load(const JobTypeConfig& type, const ReloadLook& look);
  // The store could not serve: the type is looked at again with the next poll.
  void postpone(const JobTypeConfig& type, const std::string& why, const ReloadLook& look);
  void forget(const std::string& type) { types_.erase(type); }
  // Whether the file is another one than when it was last read.
  [[nodiscard]] bool has_changed(const JobTypeConfig& type) const;
  // True: the file was being written; look again soon.
  [[nodiscard]] bool take_look_again() { return std::exchange(look_again_, false); }

  // What the runners' thread tells. `type`: as it is configured now; nullptr when it is not any more.
  void generation_changed(const PluginGeneration& row, const JobTypeConfig* type);
  void crash_loop(const PluginGeneration& row, const JobTypeConfig* type);
  // True while the report waits for a probe.
  [[nodiscard]] bool is_pending(std::int64_t number) const;

  // Removes the copies that no generation needs any more but the last good ones.
  void remove_unused_copies();

 private:
  // What is known of the plugin of one job type. A key stands for the content of the file and everything else that
  // needs new runners to take effect.
  struct TypeState {
    std::string active_key;
    std::string staged_key;
    std::string refused_key;
    std::optional<FileSignature> seen;  // of the file when it was last read
    std::filesystem::path file;
    StagedPlugin staged;
  };
  struct Pending {
    std::int64_t number = 0;  // of the report
    std::string key;
    bool is_fallback = false;
  };

  StagedPlugin stage_file(const JobTypeConfig& type, TypeState& state);
  void stage(const JobTypeConfig& type, const StagedPlugin& staged, Pending pending,
             const std::optional<Refusal>& rolls_back = {});
  [[nodiscard]] PluginGeneration new_row(const JobTypeConfig& type, const StagedPlugin& staged) const;
  void store_rejected(const JobTypeConfig& type, const StagedPlugin& staged, const Refusal& why);
  void refuse(const JobTypeConfig& type, const std::string& key, const StagedPlugin& staged, const Refusal& why,
              const ReloadLook& look);
  void store(const PluginGeneration& row);
  void activated(const PluginGeneration& row, const Pending& pending);
  void rejected(const PluginGeneration& row, const Pending& pending, const JobTypeConfig* type);
  // What the type does instead; starts it.
  std::string fall_back(const JobTypeConfig& type, const std::string& except, std::int64_t number,
                        const Refusal& why);
  [[nodiscard]] std::optional<StagedPlugin> last_good(const JobTypeConfig& type, const std::string& except) const;

  // Constant after construction.
  PluginStore& plugins_;
  Runners& runners_;
  ReloadReports& reports_;
  const Clock& clock_;
  const std::filesystem::path plugin_folder_;

  std::map<std::string, TypeState> types_;
  std::map<std::int64_t, Pending> pending_;  // by generation
  bool look_again_ = false;
};

}  // namespace jobhost
