// A jobs.yaml in a folder of its own, for one test; deleted with it.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "config/load_config.hpp"
#include "support/errors.hpp"
#include "support/temporary_folder.hpp"

namespace jobhost::test {

class ConfigFile {
 public:
  explicit ConfigFile(const std::string& text) { std::ofstream(path()) << text; }

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
  [[nodiscard]] std::filesystem::path path() const { return folder_ / "jobs.yaml"; }

 private:
  TemporaryFolder folder_;
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
