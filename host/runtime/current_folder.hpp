// The work folder as the runner sees it: its current folder and the one for temporary files, emptied after every
// job. Runner side, main thread.
#pragma once

#include <dirent.h>
#include <sys/stat.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

namespace jobhost {

class CurrentFolder {
 public:
  // Goes there and sets TMPDIR. Throws std::system_error.
  explicit CurrentFolder(const std::filesystem::path& folder);

  // Removes what a job has left and goes back there, for the next one. What cannot be removed stays: the host
  // removes the folder when the runner has gone.
  void clean();

 private:
  // Still the current folder, empty when it was last looked at, and not changed since: most jobs write no file, and
  // looking costs one call then.
  [[nodiscard]] bool is_untouched() const;
  // When the folder last changed; nullopt when that was so short ago that another change might have the same time.
  [[nodiscard]] static std::optional<std::int64_t> settled_change(const struct stat& about);

  struct Close {
    void operator()(DIR* folder) const { ::closedir(folder); }
  };
  std::unique_ptr<DIR, Close> folder_;
  ino_t inode_ = 0;
  dev_t device_ = 0;
  std::optional<std::int64_t> empty_since_;
};

}  // namespace jobhost
