// What `jobhost plugin check` prints: one line per test as it ends, or one JSON document at the end
// (docs/plugins.md says what is in it).
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "runtime/plugin_checks.hpp"
#include "runtime/plugin_fuzz.hpp"

namespace jobhost {

struct CheckReport {
  std::filesystem::path file;
  std::vector<CheckResult> checks;
  std::optional<CheckContext> plugin;  // nullopt: it was refused
  std::optional<FuzzReport> fuzz;

  [[nodiscard]] bool ok() const;
};

void print_check(const CheckResult& check);
void print_fuzz(const FuzzReport& fuzz, const std::filesystem::path& file);
void print_verdict(const CheckReport& report);
std::string check_document(const CheckReport& report);

}  // namespace jobhost
