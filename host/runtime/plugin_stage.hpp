// From the file that jobs.yaml names to the copy that runners load: addressed by content, so that replacing or
// truncating the original never touches a loaded plugin. No code of the plugin is run. Any thread.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "support/clock.hpp"

namespace jobhost {

struct StagedPlugin {
  std::filesystem::path file;  // STATE/plugins/<sha256>/<name>.so
  std::string digest;          // SHA-256, lower-case hex
};

// `pin`: the digest it must have; empty: any. Throws PluginRefused: what open_trusted says, and
// changed_while_reading, pin_mismatch, not_readable.
StagedPlugin stage_plugin(const std::filesystem::path& source, const std::filesystem::path& folder,
                          const std::string& pin = {});

// The copy of a digest that was staged before; nullopt when it is not there any more or not what it was.
std::optional<StagedPlugin> find_staged(const std::string& digest, const std::filesystem::path& folder);

// Changes when the file's content may have changed; links are followed.
struct FileSignature {
  dev_t device = 0;
  ino_t inode = 0;
  off_t size = 0;
  std::int64_t modified_ns = 0;
  std::int64_t changed_ns = 0;
  bool operator==(const FileSignature&) const = default;
};

// nullopt when there is no such file.
std::optional<FileSignature> signature_of(const std::filesystem::path& file);

// nullopt, too, when the file was written so shortly before `now` that it may be written again without a change of
// its times: then it has to be looked at once more.
std::optional<FileSignature> settled(std::optional<FileSignature> signature, Timestamp now);

}  // namespace jobhost
