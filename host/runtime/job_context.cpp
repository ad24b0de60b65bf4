#include "runtime/job_context.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "runtime/host_functions.hpp"

namespace jobhost {
namespace {

using std::chrono::steady_clock;

constexpr auto kProgressInterval = std::chrono::milliseconds(20);
constexpr std::int64_t kMaxLogLines = 10'000;  // of one run; the host keeps no more
constexpr std::size_t kMaxLogLine = 8 << 10;   // bytes
constexpr std::size_t kMaxMessage = 1 << 10;

std::string cut(std::string text, std::size_t limit) {
  if (text.size() <= limit) { return text; }
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0) == 0x80) { --limit; }
  text.resize(limit);
  return text + "...";
}

}  // namespace

JobContext::JobContext(RunnerChannel& channel, SharedFlags& flags, std::size_t max_output, RunOrder order)
    : channel_(channel),
      flags_(flags),
      max_output_(max_output),
      order_(std::move(order)),
      requests_(channel, max_output) {
  fill_host_functions(abi_);
  abi_.id = order_.id;
  abi_.attempt = order_.attempt;
  abi_.payload = {order_.payload.data(), order_.payload.size()};
  abi_.host_data = this;
}

bool JobContext::cancelled() const noexcept {
  return flags_.cancel_run.load(std::memory_order_relaxed) == order_.run;
}

void JobContext::progress(double fraction, std::string message) {
  flags_.signs_of_life.fetch_add(1, std::memory_order_relaxed);
  const auto now = steady_clock::now();
  const std::scoped_lock lock(mutex_);
  last_fraction_ = std::isfinite(fraction) ? std::clamp(fraction, 0.0, 1.0) : last_fraction_;
  last_message_ = cut(std::move(message), kMaxMessage);
  progress_pending_ = now - last_progress_ < kProgressInterval;
  if (progress_pending_) { return; }
  last_progress_ = now;
  channel_.send({{"t", "progress"}, {"fraction", last_fraction_}, {"message", last_message_}});
}

void JobContext::log(std::int32_t level, std::string message) {
  flags_.signs_of_life.fetch_add(1, std::memory_order_relaxed);
  const std::scoped_lock lock(mutex_);
  if (++log_lines_ > kMaxLogLines) { return; }
  channel_.send({{"t", "log"},
                 {"level", std::clamp(level, JOBHOST_LOG_DEBUG + 0, JOBHOST_LOG_ERROR + 0)},
                 {"message", cut(std::move(message), kMaxLogLine)}});
}

jobhost_status JobContext::set_result(std::string json) {
  const std::scoped_lock lock(mutex_);
  oversized_result_ = json.size() > max_output_ ? json.size() : 0;
  has_result_ = oversized_result_ == 0;
  if (!has_result_) {
    return set_last_error(JOBHOST_TOO_LARGE,
                          fmt::format("the result is {} bytes, max_output is {}", json.size(), max_output_));
  }
  result_ = std::move(json);
  return JOBHOST_OK;
}

void JobContext::fail(std::string code, std::int32_t retry, std::string message) {
  const std::scoped_lock lock(mutex_);
  failure_ = {cut(std::move(code), kMaxMessage), cut(std::move(message), kMaxLogLine), retry != JOBHOST_NO_RETRY};
  has_failure_ = true;
}

jobhost_status JobContext::attach(const std::string& name, const std::string& media_type, std::string_view bytes) {
  if (bytes.size() > max_output_) {
    return set_last_error(JOBHOST_TOO_LARGE, fmt::format("artifact {} is {} bytes, max_output is {}", name,
                                                         bytes.size(), max_output_));
  }
  channel_.send({{"t", "artifact"}, {"name", name}, {"media_type", media_type}});
  for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes.size(), kArtifactChunk))) {
    const auto chunk = bytes.substr(0, kArtifactChunk);
    channel_.send({{"t", "chunk"}, {"bytes", nlohmann::json::binary({chunk.begin(), chunk.end()})}});
  }
  return JOBHOST_OK;
}

jobhost_status JobContext::take(Amount& amount, std::size_t bytes, const char* what) const {
  if (amount.count == kMaxPieces) {
    return set_last_error(JOBHOST_TOO_LARGE, fmt::format("there are more than {} {}", kMaxPieces, what));
  }
  if (bytes > max_output_ - amount.bytes) {
    return set_last_error(
        JOBHOST_TOO_LARGE,
        fmt::format("the {} are together more than {} bytes, which is max_output", what, max_output_));
  }
  ++amount.count;
  amount.bytes += bytes;
  return JOBHOST_OK;
}

jobhost_status JobContext::put_record(std::string collection, std::string key, std::string json) {
  const std::scoped_lock lock(mutex_);
  if (const auto status = take(records_, json.size(), "records"); status != JOBHOST_OK) { return status; }
  channel_.send(
      {{"t", "record"}, {"collection", std::move(collection)}, {"key", std::move(key)}, {"json", std::move(json)}});
  return JOBHOST_OK;
}

jobhost_status JobContext::add_shard(std::string payload) {
  if (const auto status = take(shards_, payload.size(), "shards"); status != JOBHOST_OK) { return status; }
  channel_.send({{"t", "shard"}, {"payload", std::move(payload)}});
  return JOBHOST_OK;
}

nlohmann::json JobContext::end(jobhost_status status) {
  const std::scoped_lock lock(mutex_);
  if (progress_pending_) {
    channel_.send({{"t", "progress"}, {"fraction", last_fraction_}, {"message", last_message_}});
  }
  if (log_lines_ > kMaxLogLines) {
    channel_.send({{"t", "log"},
                   {"level", JOBHOST_LOG_WARNING + 0},
                   {"message", fmt::format("{} more log lines were dropped", log_lines_ - kMaxLogLines)}});
  }
  nlohmann::json message{{"t", "end"}};
  if (oversized_result_ > 0) {
    message["outcome"] = "too_large";
    message["message"] = fmt::format("the result is {} bytes, max_output is {}", oversized_result_, max_output_);
  } else if (status == JOBHOST_OK && shards_.count > 0) {
    message["outcome"] = "planned";
  } else if (status == JOBHOST_OK && has_result_) {
    message["outcome"] = "succeeded";
    message["result"] = std::move(result_);
  } else if (status == JOBHOST_CANCELLED) {
    message["outcome"] = "cancelled";
  } else {
    message["outcome"] = "failed";
    message["code"] = has_failure_ ? failure_.code : "no_reason";
    message["retryable"] = !has_failure_ || failure_.retryable;
    message["message"] = has_failure_           ? failure_.message
                         : status == JOBHOST_OK ? "run() returned JOBHOST_OK without a result"
                                                : fmt::format("run() returned status {} without a reason", status);
  }
  return message;
}

}  // namespace jobhost
