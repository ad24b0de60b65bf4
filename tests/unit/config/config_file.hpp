// A jobs.yaml in a folder of its own, for one test; deleted with it.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "config/load_config.hpp"
#include "support/errors.hpp"

namespace jobhost::test {

class ConfigFile {
 public:
  explicit ConfigFile(const std::string& text) {
    auto pattern = (std::filesystem::temp_directory_path() / "jobhost-config-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    std::ofstream(path()) << text;
  }
  ~ConfigFile() {
    std::error_code ignored;  // a left-over temporary folder is no reason to fail
    std::filesystem::remove_all(folder_, ignored);
  }
  ConfigFile(const ConfigFile&) = delete;
  ConfigFile& operator=(const ConfigFile&) = delete;

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] std::filesystem::path path() const { return folder_ / "jobs.yaml"; }

 private:
  std::filesystem::path folder_;
};

// "LINE:COLUMN: what" for every problem of `text`; empty when it loads.
inline std::vector<std::string> problems_of(const std::string& text) {
  const ConfigFile file(text);
  std::vector<std::string> lines;
  try {
    load_config(file.path());
  } catch (const UserError& error) {
    const auto prefix = file.path().string() + ":";
    for (const auto& problem : error.problems()) {
      const bool placed = problem.where.starts_with(prefix);
      lines.push_back((placed ? problem.where.substr(prefix.size()) : problem.where) + ": " + problem.what);
    }
  }
  return lines;
}

}  // namespace jobhost::test
