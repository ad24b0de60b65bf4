// SPDX-License-Identifier: Apache-2.0
//
// The record store as a plugin sees it; the functions are in job.hpp, which they need. Part of jobhost/plugin.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jobhost/sdk/values.hpp"

namespace jobhost {

class Job;

// A document of the record store.
struct Record {
  std::string key;
  json value;
  std::int64_t job_id = 0;  // that wrote it
  std::int64_t time = 0;    // when that job ended, microseconds since 1970-01-01 UTC
};

// The record store, as one job sees it. Lives as long as its Job. What an attempt puts is seen by everybody, itself
// included, once the attempt has succeeded. put() may be called from any thread, the others from run()'s.
class Records {
 public:
  void put(std::string_view collection, std::string_view key, const json& value) const;
  [[nodiscard]] std::optional<json> get(std::string_view collection, std::string_view key) const;
  // Documents whose key begins with prefix, by key, from the first one after `after`; at most limit.
  [[nodiscard]] std::vector<Record> list(std::string_view collection, std::string_view prefix = {},
                                         std::uint32_t limit = 1'000, std::string_view after = {}) const;

 private:
  friend class Job;
  explicit Records(const Job& job) : job_(job) {}
  const Job& job_;
};

}  // namespace jobhost
