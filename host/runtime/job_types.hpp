// The published job types: one immutable snapshot per type, replaced as a whole when its plugin becomes available
// or stops being it. Thread-safe.
#pragma once

#include <map>
#include <mutex>
#include <nlohmann/json_fwd.hpp>

#include "config/config.hpp"
#include "job/job_type.hpp"

namespace jobhost {

class JobTypes final : public JobTypeCatalog {
 public:
  [[nodiscard]] std::shared_ptr<const JobType> find(std::string_view name) const override;
  [[nodiscard]] std::vector<std::shared_ptr<const JobType>> list() const override;

  void publish(std::shared_ptr<const JobType> type);
  void remove(const std::string& name);

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const JobType>, std::less<>> types_;
};

// A type whose plugin said hello. Throws UserError when a schema of the descriptor is not a JSON Schema, or its
// example is not valid against it.
std::shared_ptr<const JobType> available_type(const JobTypeConfig& config, const std::string& digest,
                                              const nlohmann::json& descriptor);
// The same plugin with the limits of `config`.
std::shared_ptr<const JobType> with_limits(const JobType& type, const JobTypeConfig& config);
std::shared_ptr<const JobType> unavailable_type(const JobTypeConfig& config, const std::string& reason);

}  // namespace jobhost
