// Ends attempts: takes what the runners' thread hands over, checks what the plugin returned, decides what becomes
// of the job, makes artifacts durable and writes the end, many jobs in one transaction. Its own thread, which is
// the one that waits for the store. Nothing is lost when the store cannot serve: the batch is tried again until it
// can.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "runtime/attempt_sink.hpp"
#include "runtime/lease_table.hpp"
#include "runtime/runner_requests.hpp"
#include "runtime/runtime_metrics.hpp"

namespace jobhost {

class Executor final : public AttemptSink {
 public:
  Executor(JobStore& jobs, RunnerRequests& requests, ArtifactFiles& artifacts, LeaseTable& leases,
           RuntimeMetrics& metrics, const Clock& clock);
  // Calls stop().
  ~Executor() override;

  void start();
  // Writes what has been handed over, then ends the thread. Idempotent.
  void stop();

  // Runners' thread; they only hand over.
  void on_ended(EndedAttempt ended) override;
  void on_update(JobUpdate update) override;
  void on_request(RunnerRequest request) override;
  void on_work_folder_left(std::filesystem::path folder) override;

 private:
  struct Work {
    std::vector<EndedAttempt> ended;
    std::vector<JobUpdate> updates;
    std::vector<RunnerRequest> requests;
    std::vector<std::filesystem::path> folders;
    [[nodiscard]] bool empty() const {
      return ended.empty() && updates.empty() && requests.empty() && folders.empty();
    }
  };

  void run();
  void process(Work& work);
  void end_attempts(std::vector<EndedAttempt>& ended);
  Finish finish_of(EndedAttempt& ended);
  std::vector<Artifact> publish_artifacts(EndedAttempt& ended);
  void store_ends(std::span<const EndedAttempt> ended, std::span<const Finish> ends);
  // Runs `write` until the store serves.
  void persist(const char* what, const std::function<void()>& write);

  // Constant after construction.
  JobStore& jobs_;
  RunnerRequests& requests_;
  ArtifactFiles& artifacts_;
  LeaseTable& leases_;
  RuntimeMetrics& metrics_;
  const Clock& clock_;

  // Guarded by mutex_.
  std::mutex mutex_;
  std::condition_variable wake_;
  Work work_;
  bool stopping_ = false;

  std::thread thread_;
};

}  // namespace jobhost
