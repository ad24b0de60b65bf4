// One plugin in this process: the shared library (Boost.DLL), its ABI table and its descriptor. Runner only, main
// thread; never unloaded while the process lives.
#pragma once

#include <filesystem>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "jobhost/plugin.h"
#include "runtime/plugin_refused.hpp"

namespace jobhost {

class PluginLibrary {
 public:
  // Loads, calls the entry, checks ABI version, table and descriptor. `host` outlives this. Throws PluginRefused:
  // not_loadable, no_entry, refused, abi_mismatch, bad_table, bad_descriptor, bad_schema.
  PluginLibrary(const std::filesystem::path& file, const jobhost_host& host);
  ~PluginLibrary();
  PluginLibrary(const PluginLibrary&) = delete;
  PluginLibrary& operator=(const PluginLibrary&) = delete;

  // Throws PluginRefused: refused_settings, or bad_table for an extension that lacks a function.
  void init(const std::string& settings);
  jobhost_status run(const jobhost_job& job) const { return plugin_->run(instance_, &job); }
  void destroy();
  // Whether the plugin has this extension. After init.
  [[nodiscard]] bool offers(const std::string& extension) const;

  [[nodiscard]] void* instance() const noexcept { return instance_; }
  // nullptr when its jobs are not cut into shards. After init().
  [[nodiscard]] const jobhost_sharding* sharding() const noexcept { return sharding_; }

  // id, version, abi ("1.0"), title, description, payload_schema, result_schema, example_payload
  [[nodiscard]] nlohmann::json descriptor() const;

 private:
  struct Loaded;
  void check_table() const;
  void find_sharding();

  const jobhost_host& host_;
  std::unique_ptr<Loaded> loaded_;
  const jobhost_plugin* plugin_ = nullptr;
  void* instance_ = nullptr;
  const jobhost_sharding* sharding_ = nullptr;
};

// The reason given to jobhost_host::refuse by the plugin that is being loaded in this process; empty when none.
std::string& refusal_reason();

}  // namespace jobhost
