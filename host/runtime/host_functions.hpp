// The C side of JobContext: noexcept trampolines that check what the plugin hands over and keep every exception in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "jobhost/plugin.h"

namespace jobhost {

// Sets struct_size and every function pointer of `job`.
void fill_host_functions(jobhost_job& job);

// The table given to jobhost_plugin_v1; lives as long as the process.
const jobhost_host& host_table();

// The same, as a host that offers fewer extensions: how a plugin does without them is what is tried with it. It
// must live as long as the plugin.
class HostTable {
 public:
  explicit HostTable(std::vector<std::string> withheld);
  [[nodiscard]] const jobhost_host& abi() const noexcept { return abi_; }
  [[nodiscard]] bool withholds(std::string_view id) const;

 private:
  jobhost_host abi_;  // first, so that its address is the table's: get_extension() finds the way back
  std::vector<std::string> withheld_;
};

// The extensions this runner offers, by id; nullptr for an unknown one.
const void* host_extension(std::string_view id);

// Keeps `why` for last_error() on this thread and returns `status`.
jobhost_status set_last_error(jobhost_status status, std::string why);

}  // namespace jobhost
