// The lines that the plugin "sharded" has written: which phases ran, and how often.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace jobhost {

class TraceFile {
 public:
  explicit TraceFile(std::filesystem::path file) : file_(std::move(file)) {}

  [[nodiscard]] std::string path() const { return file_.string(); }
  [[nodiscard]] std::vector<std::string> lines() const {
    std::vector<std::string> all;
    std::ifstream file(file_);
    for (std::string line; std::getline(file, line);) { all.push_back(line); }
    return all;
  }
  [[nodiscard]] int count(const std::string& wanted) const {
    const auto all = lines();
    return static_cast<int>(std::count(all.begin(), all.end(), wanted));
  }

 private:
  std::filesystem::path file_;
};

}  // namespace jobhost
