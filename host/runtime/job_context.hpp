// What a plugin's jobhost_job points to: the host functions of the C ABI, for one run in this runner. The pointers
// may be called from any thread of the plugin until end() has been called.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "jobhost/plugin.h"
#include "runtime/host_requests.hpp"
#include "runtime/run_order.hpp"
#include "runtime/runner_channel.hpp"
#include "runtime/shared_flags.hpp"

namespace jobhost {

class JobContext {
 public:
  JobContext(RunnerChannel& channel, SharedFlags& flags, std::size_t max_output, RunOrder order);
  JobContext(const JobContext&) = delete;
  JobContext& operator=(const JobContext&) = delete;

  [[nodiscard]] const jobhost_job& abi() const noexcept { return abi_; }
  [[nodiscard]] const RunOrder& order() const noexcept { return order_; }
  [[nodiscard]] HostRequests& requests() noexcept { return requests_; }
  // The message that ends this run: result, plan, failure or cancellation, as `status` and what was set say.
  [[nodiscard]] nlohmann::json end(jobhost_status status);

  // Behind the function pointers of jobhost_job and of the extensions.
  [[nodiscard]] bool cancelled() const noexcept;
  void progress(double fraction, std::string message);
  void log(std::int32_t level, std::string message);
  jobhost_status set_result(std::string json);
  void fail(std::string code, std::int32_t retry, std::string message);
  jobhost_status attach(const std::string& name, const std::string& media_type, std::string_view bytes);
  jobhost_status put_record(std::string collection, std::string key, std::string json);
  jobhost_status add_shard(std::string payload);
  [[nodiscard]] std::size_t planned_shards() const noexcept { return shards_.count; }

  static JobContext& of(const jobhost_job* job) { return *static_cast<JobContext*>(job->host_data); }

 private:
  struct Failure {
    std::string code, message;
    bool retryable = true;
  };
  // What an attempt may hand over piece by piece, in all.
  struct Amount {
    std::size_t count = 0;
    std::size_t bytes = 0;
  };
  jobhost_status take(Amount& amount, std::size_t bytes, const char* what) const;

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
  Amount records_;

  // Main thread only.
  HostRequests requests_;
  Amount shards_;
};

}  // namespace jobhost
