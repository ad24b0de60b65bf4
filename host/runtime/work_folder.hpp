// The folder of one runner: the only place where its plugin may write. Made by the host before the runner starts.
// Runners' thread; the removal of what a plugin has left in it is somebody else's work (see release()).
#pragma once

#include <filesystem>
#include <string>

namespace jobhost {

class WorkFolder {
 public:
  // Makes an empty folder in `root`, which must be given: an empty path would mean the current folder. Throws
  // std::system_error.
  explicit WorkFolder(const std::filesystem::path& root);
  // Removes it, with what is in it, unless release() has.
  ~WorkFolder();
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

  // When the runner has gone: removes the folder if it is empty, as it mostly is. Otherwise returns its path, for
  // remove_work_folder() on a thread that may take its time; empty when nothing is left to do.
  [[nodiscard]] std::filesystem::path release();

 private:
  std::filesystem::path path_;
};

// `prefix` and six characters that make it new. Throws std::system_error.
std::filesystem::path make_unique_folder(const std::filesystem::path& prefix);

// With all that is in it; a failure is logged. Any thread.
void remove_work_folder(const std::filesystem::path& folder);

}  // namespace jobhost
