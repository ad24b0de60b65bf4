// Keeps the host in line with jobs.yaml and with the plugin files. Looks at them at the start, when a file has
// changed, every now and then, at SIGHUP and when asked; a wrong configuration changes nothing, and a plugin that
// is refused leaves the one before it active. Its own thread: it alone reads plugin files and stores generations.
#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "config/config.hpp"
#include "job/host_control.hpp"
#include "runtime/file_watch.hpp"
#include "runtime/plugin_loader.hpp"

namespace jobhost {

struct ReloaderDependencies {
  PluginStore& plugins;
  Runners& runners;
  RuntimeMetrics& metrics;
  const Clock& clock;
  std::filesystem::path plugin_folder;  // of the staged copies
  std::function<Config()> load;         // throws UserError
  std::function<void(const Config&)>
      on_changed;  // log level, retention and the like have new values; reloader's thread
};

class Reloader final : public HostControl, public GenerationEvents {
 public:
  // `config`: what load() has just returned.
  Reloader(ReloaderDependencies use, Config config);
  // Calls stop().
  ~Reloader() override;

  // Returns when every job type is available or known not to be.
  void start();
  // What the runners tell afterwards is not stored: the next start ends what it finds open. Idempotent.
  void stop();

  // Any thread.
  std::int64_t request_reload(const std::string& trigger, bool force) override;
  [[nodiscard]] std::optional<ReloadReport> reload_report(std::int64_t number) const override;
  [[nodiscard]] std::int64_t last_reload() const override;
  [[nodiscard]] ConfigView config() const override;
  void on_generation_changed(PluginGeneration row) override;
  void on_crash_loop(PluginGeneration row) override;
  [[nodiscard]] std::chrono::milliseconds drain_timeout() const;

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;

  void run();
  void wait_for_something();
  void run_tasks();
  void post(std::function<void()> task);
  void look_if_due();
  void look(const ReloadLook& look);
  // nullopt: it has problems, which are in the report.
  std::optional<Config> load_config_into(std::int64_t number);
  void take_config(Config wanted, std::int64_t number);
  void remove_type(const std::string& name);
  void generation_changed(const PluginGeneration& row);
  void finish_complete_reports();
  void show(std::vector<Problem> problems, std::vector<std::string> needs_restart);
  [[nodiscard]] bool files_changed() const;
  [[nodiscard]] const JobTypeConfig* find_type(const std::string& name) const;
  [[nodiscard]] std::vector<std::filesystem::path> watched_files() const;

  // Constant after construction.
  const ReloaderDependencies use_;
  UniqueFd wake_;

  ReloadReports reports_;

  // Guarded by mutex_.
  mutable std::mutex mutex_;
  std::deque<std::function<void()>> tasks_;
  ConfigView view_;
  std::chrono::milliseconds drain_timeout_{0};
  bool stopping_ = false;

  // Reloader's thread only.
  Config config_;
  FileWatch watch_;
  PluginLoader loader_;
  std::vector<std::int64_t> open_reports_;
  std::optional<FileSignature> config_seen_;
  std::optional<SteadyTime> look_at_;  // after a change, once it is quiet
  SteadyTime changed_first_;
  SteadyTime poll_at_;

  std::thread thread_;
};

}  // namespace jobhost
