// The work folder as the runner sees it: its current folder and the one for temporary files, emptied after every
// job. Runner side, main thread.
#pragma once

#include <dirent.h>

#include <filesystem>
#include <memory>

namespace jobhost {

class CurrentFolder {
 public:
  // Goes there and sets TMPDIR. Throws std::system_error.
  explicit CurrentFolder(const std::filesystem::path& folder);

  // Removes what a job has left and goes back there, for the next one. What cannot be removed stays: the host
  // removes the folder when the runner has gone.
  void clean() const;

 private:
  struct Close {
    void operator()(DIR* folder) const { ::closedir(folder); }
  };
  std::unique_ptr<DIR, Close> folder_;
};

}  // namespace jobhost
