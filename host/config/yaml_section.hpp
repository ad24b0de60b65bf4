// One mapping of jobs.yaml while it is read into a struct. Each read call names a key that is known, checks its
// value and leaves the struct's default alone when the key is absent; finish() refuses every key that no call has
// named. Problems are collected, never thrown. Used by load_config only, on one thread.
#pragma once

#include <yaml-cpp/yaml.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "config/config_problems.hpp"

namespace jobhost {

// Inclusive.
template <typename Value>
struct Range {
  Value least;
  Value most;
};

class YamlSection {
 public:
  struct Entry {
    std::string key;
    YAML::Mark where;  // of the key
    YAML::Node value;
  };

  // `name` is how messages call it: "server", "job_types.optimization"; empty for the top of the file. A null node
  // (a section whose keys are all commented out) is an empty mapping; a node of another kind is a problem.
  YamlSection(const YAML::Node& node, std::string name, ConfigProblems& problems);

  void integer(const std::string& key, int& value, Range<int> range);
  void size(const std::string& key, std::int64_t& bytes, Range<std::int64_t> range);
  void duration(const std::string& key, std::chrono::milliseconds& value, Range<std::chrono::milliseconds> range);
  void boolean(const std::string& key, bool& value);
  // Resolves against `folder`.
  void path(const std::string& key, std::filesystem::path& value, const std::filesystem::path& folder);
  // `accept` stores the value and says true, or says false; `accepted` ends the sentence "must be ...".
  void scalar(const std::string& key, const std::string& accepted,
              const std::function<bool(const std::string&)>& accept);
  // The entry as it is; nullptr when absent.
  const Entry* entry(const std::string& key);
  // Every entry, for mappings whose keys are names; then do not call finish().
  [[nodiscard]] const std::vector<Entry>& entries() const noexcept { return entries_; }
  void finish();

  // "server.threads"
  [[nodiscard]] std::string full_name(const std::string& key) const;

 private:
  void add_entry(const YAML::Node& key, const YAML::Node& value);

  std::string name_;
  ConfigProblems& problems_;
  std::vector<Entry> entries_;
  std::vector<std::string> known_;
};

}  // namespace jobhost
