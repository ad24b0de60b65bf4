// Says that one of some files may have changed: inotify on the folders that hold them and on those that hold a link
// on the way to them (a file that is replaced by a rename would take a watch on the file itself with it). Only a
// hint: events can be lost, and a folder that is not there yet is not watched. One thread.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "support/unique_fd.hpp"

namespace jobhost {

class FileWatch {
 public:
  // Throws std::system_error.
  FileWatch();

  // Instead of what was watched before.
  void watch(const std::vector<std::filesystem::path>& files);
  // Readable when there is something to take.
  [[nodiscard]] int fd() const noexcept { return inotify_.get(); }
  // Takes everything that has happened; true when it concerns one of the files.
  bool take();

 private:
  void watch_entry(const std::filesystem::path& folder, const std::string& name);
  void watch_path(const std::filesystem::path& file);

  UniqueFd inotify_;
  std::map<int, std::set<std::string>> names_;  // by watch descriptor: what matters in that folder
};

}  // namespace jobhost
