#include "config/config_problems.hpp"

#include <fmt/format.h>
#include <yaml-cpp/mark.h>

#include <algorithm>
#include <tuple>

namespace jobhost {

void ConfigProblems::add(const YAML::Mark& mark, std::string what) {
  found_.push_back({mark.line + 1, mark.column + 1, std::move(what)});
}

std::vector<Problem> ConfigProblems::in_file_order() const {
  auto sorted = found_;
  std::stable_sort(sorted.begin(), sorted.end(), [](const Found& a, const Found& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  });
  std::vector<Problem> problems;
  for (auto& found : sorted) {
    problems.push_back({fmt::format("{}:{}:{}", file_.string(), found.line, found.column), std::move(found.what)});
  }
  return problems;
}

}  // namespace jobhost
