// Everything that is wrong with one config file, collected while it is read, so that the user sees all of it at
// once.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "support/errors.hpp"

namespace YAML {
struct Mark;
}

namespace jobhost {

class ConfigProblems {
 public:
  explicit ConfigProblems(std::filesystem::path file) : file_(std::move(file)) {}

  void add(const YAML::Mark& mark, std::string what);
  [[nodiscard]] bool empty() const noexcept { return found_.empty(); }
  // In the order of the file; where is `file:line:column`, both counted from 1.
  [[nodiscard]] std::vector<Problem> in_file_order() const;

 private:
  struct Found {
    int line = 0;
    int column = 0;
    std::string what;
  };

  std::filesystem::path file_;
  std::vector<Found> found_;
};

}  // namespace jobhost
