// One thread that stores submissions: it takes all that wait, stores them with one JobStore::insert, hence one
// commit and one fsync, then answers each. While it does so the next ones gather: the busier, the larger the batch.
// submit(): any thread.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "http/http_metrics.hpp"
#include "http/reply.hpp"
#include "storage/job_store.hpp"

namespace jobhost {

class Submitter {
 public:
  // Called for a submission whose unique_key a live job has already; answers with that job.
  using ExistingJob = std::function<void(JobId, Reply)>;

  Submitter(JobStore& jobs, HttpMetrics& metrics, ExistingJob answer_with_existing);
  // Calls stop().
  ~Submitter();
  Submitter(const Submitter&) = delete;
  Submitter& operator=(const Submitter&) = delete;

  void start();
  // Refuses with 503 when too many wait or it has been stopped.
  void submit(NewJob job, Reply reply);
  // Stores and answers what waits, ends the thread. Idempotent.
  void stop();
  [[nodiscard]] std::size_t waiting() const;

 private:
  // Two parallel arrays: insert() takes the jobs as they lie here.
  struct Batch {
    std::vector<NewJob> jobs;
    std::vector<Reply> replies;
  };

  void run();
  void store(Batch& batch);
  void answer(Batch& batch, const std::vector<InsertResult>& results);

  JobStore& jobs_;
  HttpMetrics& metrics_;
  const ExistingJob answer_with_existing_;
  std::jthread thread_;

  // Guarded by mutex_.
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  Batch waiting_;
  bool running_ = false;
};

}  // namespace jobhost
