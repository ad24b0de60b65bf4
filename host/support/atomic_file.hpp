// Writes a small file so that a reader sees the old content or the new one, never a part: temporary file beside it,
// fsync, rename, fsync of the folder. Throws std::system_error.
#pragma once

#include <filesystem>
#include <string_view>

namespace jobhost {

void write_file_atomically(const std::filesystem::path& path, std::string_view content);

// Makes a rename or a new entry in `folder` durable.
void sync_folder(const std::filesystem::path& folder);

}  // namespace jobhost
