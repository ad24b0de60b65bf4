// What the host finds out about a plugin file before it gives it jobs, in the host's order: trust, ELF gate, a copy
// named by its content, the same gate on the copy, loading in a child. For `jobhost plugin check` and `explain`;
// the thread that makes it.
#pragma once

#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "runtime/plugin_probe.hpp"

namespace jobhost {

// A folder that lasts as long as this: for the copy of a plugin, for column files. Throws std::system_error.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

struct ExaminedPlugin {
  std::filesystem::path copy;  // what runners load
  std::string digest;          // SHA-256, hex
  nlohmann::json descriptor;   // as PluginProbe::hello() gives it, with "extensions"
};

// Extensions that a plugin may offer, by id.
std::vector<std::string> plugin_extension_ids();

// setup.plugin: the file as the user names it. on_stage: called with "trust", "file", "load" before each stage.
// Throws PluginRefused.
ExaminedPlugin examine_plugin(const ProbeSetup& setup, const std::filesystem::path& scratch,
                              const std::function<void(const std::string& stage)>& on_stage);

// Throws PluginRefused when id, version, schemas or example do not keep the rules of plugin.h.
void check_descriptor_rules(const nlohmann::json& descriptor);

}  // namespace jobhost
