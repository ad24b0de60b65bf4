// Generations of plugins, kept so that a restart in any state comes up right. Contract of every driver (conformance
// suite: tests/conformance). Thread-safe; writes block until they are durable. Throws StoreError when the store
// cannot serve.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "job/plugin_generation.hpp"

namespace jobhost {

class PluginStore {
 public:
  PluginStore() = default;
  PluginStore(const PluginStore&) = delete;
  PluginStore& operator=(const PluginStore&) = delete;
  virtual ~PluginStore() = default;

  // The id of the new row.
  virtual std::int64_t insert(const PluginGeneration& generation) = 0;
  // State, version, refusal and times of the row with this id.
  virtual void update(const PluginGeneration& generation) = 0;
  // Newest first.
  [[nodiscard]] virtual std::vector<PluginGeneration> list(int limit) const = 0;
  // The generation of this type that became active last, was not rolled back and is not quarantined: what to fall
  // back to. `except`: a digest that is not wanted; empty: any.
  [[nodiscard]] virtual std::optional<PluginGeneration> last_good(const std::string& job_type,
                                                                  const std::string& except) const = 0;
  // At start: what a host that has ended left open is gone.
  virtual void end_open(Timestamp now) = 0;

  virtual void quarantine(const std::string& job_type, const std::string& digest, const std::string& reason) = 0;
  // Why the digest is quarantined for this type; nullopt when it is not.
  [[nodiscard]] virtual std::optional<std::string> quarantine_reason(const std::string& job_type,
                                                                     const std::string& digest) const = 0;
  virtual void lift_quarantine() = 0;
};

}  // namespace jobhost
