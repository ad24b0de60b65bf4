// The files of a new plugin, carried by the program (host/cli/plugin_templates, embedded when it is built). Pure
// apart from write_plugin_folder; used by `jobhost plugin new`.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace jobhost {

struct PluginTemplateFile {
  std::string_view language;  // empty: of every language
  std::string_view path;      // below the plugin's folder
  std::string_view text;      // with {{name}}, {{Class}} and {{title}}
};

std::span<const PluginTemplateFile> embedded_plugin_templates();

struct NewPlugin {
  std::string name;      // snake_case: the id of the job type
  std::string language;  // c, cpp, rust
  std::filesystem::path folder;
};

// Writes the files and returns their paths. Throws UserError when the name is no name, or the folder holds
// something.
std::vector<std::filesystem::path> write_plugin_folder(const NewPlugin& plugin);

}  // namespace jobhost
