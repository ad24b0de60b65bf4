// From the file that jobs.yaml names to the copy that runners load: addressed by content, so that replacing or
// truncating the original never touches a loaded plugin. Any thread.
#pragma once

#include <filesystem>
#include <string>

namespace jobhost {

struct StagedPlugin {
  std::filesystem::path file;  // STATE/plugins/<sha256>/<name>.so
  std::string digest;          // SHA-256, hex
};

// Throws UserError with the reason and the fix when the file is missing, not regular or not readable.
StagedPlugin stage_plugin(const std::filesystem::path& source, const std::filesystem::path& folder);

}  // namespace jobhost
