// What a plugin's jobhost_job points to: the host functions of the C ABI, for one run in this runner. The pointers
// may be called from any thread of the plugin until end() has been called.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "jobhost/plugin.h"
#include "runtime/runner_channel.hpp"
#include "runtime/shared_flags.hpp"
#include "storage/column_file.hpp"

namespace jobhost {

// One run order from the host.
struct RunOrder {
  std::uint64_t run = 0;  // number of this run in this runner; what SharedFlags::cancel_run is compared with
  std::int64_t id = 0;
  std::uint32_t attempt = 0;
  std::string payload;
};

class JobContext {
 public:
  JobContext(RunnerChannel& channel, SharedFlags& flags, std::size_t max_output, RunOrder order);
  JobContext(const JobContext&) = delete;
  JobContext& operator=(const JobContext&) = delete;

  [[nodiscard]] const jobhost_job& abi() const noexcept { return abi_; }
  // The message that ends this run: result, failure or cancellation, as `status` and what was set say.
  [[nodiscard]] nlohmann::json end(jobhost_status status);

  // Behind the function pointers of jobhost_job and of the extensions.
  [[nodiscard]] bool cancelled() const noexcept;
  void progress(double fraction, std::string message);
  void log(std::int32_t level, std::string message);
  jobhost_status set_result(std::string json);
  void fail(std::string code, std::int32_t retry, std::string message);
  jobhost_status open_series(std::string symbol, std::string timeframe, jobhost_series& out);
  jobhost_status attach(const std::string& name, const std::string& media_type, std::string_view bytes);

  static JobContext& of(const jobhost_job* job) { return *static_cast<JobContext*>(job->host_data); }

 private:
  struct Failure {
    std::string code, message;
    bool retryable = true;
  };

  // Constant after construction.
  RunnerChannel& channel_;
  SharedFlags& flags_;
  const std::size_t max_output_;
  const RunOrder order_;
  jobhost_job abi_{};

  // Guarded by mutex_.
  std::mutex mutex_;
  std::string result_;
  bool has_result_ = false;
  std::size_t oversized_result_ = 0;
  Failure failure_;
  bool has_failure_ = false;
  double last_fraction_ = 0;
  std::string last_message_;
  bool progress_pending_ = false;
  std::chrono::steady_clock::time_point last_progress_;
  std::int64_t log_lines_ = 0;

  // Main thread only.
  std::vector<ColumnFile> series_;
};

}  // namespace jobhost
