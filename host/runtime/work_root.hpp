// DATA/work: the folders in which runners may write. This host's lie in one of its own, which it holds locked, so
// that the next host knows what a dead one has left behind. One per host; used while it starts and stops.
#pragma once

#include <filesystem>

#include "support/unique_fd.hpp"

namespace jobhost {

class WorkRoot {
 public:
  // Makes `folder` and this host's part of it, and removes the parts of hosts that are gone. Throws when the folder
  // cannot be made.
  explicit WorkRoot(const std::filesystem::path& folder);
  // Removes this host's part.
  ~WorkRoot();
  WorkRoot(const WorkRoot&) = delete;
  WorkRoot& operator=(const WorkRoot&) = delete;

  // Where WorkFolder makes the folder of a runner.
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
  UniqueFd lock_;  // on path_
};

}  // namespace jobhost
