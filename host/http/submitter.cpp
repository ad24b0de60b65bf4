#include "http/submitter.hpp"

#include <fmt/format.h>

#include "http/json_output.hpp"
#include "http/problem.hpp"

namespace jobhost {
namespace {

// A second's worth and more: whoever comes then would wait longer than it takes to come again.
constexpr std::size_t kMostWaiting = 10'000;

// The short form of the job document: what is known without reading the row.
Response accepted(const NewJob& job, const InsertResult& result) {
  Response response;
  response.status = 202;
  const auto href = fmt::format("/v1/jobs/{}", result.id);
  JsonObject document(response.body);
  document.number("id", result.id);
  document.text("type", job.type);
  document.text("state", to_string(result.state));
  document.number("priority", std::int64_t{job.priority});
  document.number("max_attempts", std::int64_t{job.max_attempts});
  document.text("unique_key", job.unique_key);
  document.texts("tags", job.tags);
  document.raw("metadata", job.metadata);
  document.text("href", href);
  document.close();
  response.headers.emplace_back("Location", href);
  response.headers.emplace_back("Retry-After", "1");
  return response;
}

}  // namespace

Submitter::Submitter(JobStore& jobs, HttpMetrics& metrics, ExistingJob answer_with_existing)
    : jobs_(jobs), metrics_(metrics), answer_with_existing_(std::move(answer_with_existing)) {}

Submitter::~Submitter() {
  stop();
}

void Submitter::start() {
  {
    const std::lock_guard lock(mutex_);
    running_ = true;
  }
  thread_ = std::jthread([this] { run(); });
}

void Submitter::submit(NewJob job, Reply reply) {
  {
    const std::lock_guard lock(mutex_);
    if (running_ && waiting_.jobs.size() < kMostWaiting) {
      waiting_.jobs.push_back(std::move(job));
      waiting_.replies.push_back(std::move(reply));
      if (waiting_.jobs.size() == 1) { changed_.notify_one(); }
      return;
    }
  }
  reply.send(problem_for_now(503, "busy", "too many submissions are waiting to be stored", 1));
}

void Submitter::stop() {
  {
    const std::lock_guard lock(mutex_);
    running_ = false;
    changed_.notify_one();
  }
  if (thread_.joinable()) { thread_.join(); }
}

std::size_t Submitter::waiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_.jobs.size();
}

void Submitter::run() {
  while (true) {
    Batch batch;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return !waiting_.jobs.empty() || !running_; });
      if (waiting_.jobs.empty()) { return; }
      std::swap(batch, waiting_);
    }
    store(batch);
  }
}

void Submitter::store(Batch& batch) {
  std::vector<InsertResult> results;
  try {
    results = jobs_.insert(batch.jobs);
    if (results.size() != batch.jobs.size()) { throw std::logic_error("insert() lost results"); }
  } catch (const std::exception& error) {
    // Logged once for the whole batch, by the first.
    const auto first = problem_of(error, "POST", "/v1/jobs");
    for (auto& reply : batch.replies) {
      Response response;
      response.status = first.status;
      response.content_type = first.content_type;
      response.headers = first.headers;
      response.body = first.body;
      response.refusal = first.refusal;
      reply.send(std::move(response));
    }
    return;
  }
  metrics_.count_batch(batch.jobs.size());
  answer(batch, results);
}

void Submitter::answer(Batch& batch, const std::vector<InsertResult>& results) {
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (results[i].existed) {
      answer_with_existing_(results[i].id, std::move(batch.replies[i]));
    } else {
      batch.replies[i].send(accepted(batch.jobs[i], results[i]));
    }
  }
}

}  // namespace jobhost
