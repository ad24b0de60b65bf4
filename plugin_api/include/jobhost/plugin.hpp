// SPDX-License-Identifier: Apache-2.0
//
// jobhost C++ SDK: header-only C++20 over the C ABI of plugin.h.
//
// Derive from jobhost::Handler, describe it, and write JOBHOST_PLUGIN(MyHandler) once in one .cpp:
//
//   class Echo : public jobhost::Handler {
//    public:
//     static jobhost::Descriptor describe() {
//       return {.id = "echo", .version = "1.0.0", .title = "Echo", .description = "Returns its payload.",
//               .payload_schema = R"({"type": "object"})", .example_payload = R"({"hello": "world"})"};
//     }
//     jobhost::json run(jobhost::Job& job) override { return job.payload(); }
//   };
//   JOBHOST_PLUGIN(Echo)
//
// Failing: throw JobError for "this job cannot succeed" (no retry), anything else for "try again". Cancelling:
// call job.throw_if_cancelled() in your loops, at least every 10 ms. No exception leaves the plugin.
#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <new>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "jobhost/plugin.h"

namespace jobhost {

using json = nlohmann::json;

inline std::string_view to_view(jobhost_string text) noexcept {
  return text.size == 0 ? std::string_view{} : std::string_view{text.data, text.size};
}
inline jobhost_string to_abi(std::string_view text) noexcept { return {text.data(), text.size()}; }

// This job cannot succeed, and another attempt would not help. `code` is a short stable word in snake_case.
class JobError : public std::runtime_error {
 public:
  explicit JobError(const std::string& message, std::string code = "job_error")
      : std::runtime_error(message), code_(std::move(code)) {}
  [[nodiscard]] const std::string& code() const noexcept { return code_; }

 private:
  std::string code_;
};

// Thrown by Job::throw_if_cancelled(); let it pass.
class Cancelled : public std::exception {
 public:
  [[nodiscard]] const char* what() const noexcept override { return "cancelled"; }
};

// What a plugin is; the strings must be literals (they live as long as the process).
struct Descriptor {
  std::string_view id;
  std::string_view version;
  std::string_view title;
  std::string_view description;
  std::string_view payload_schema;
  std::string_view result_schema{};
  std::string_view example_payload{};
};

enum class LogLevel : std::int32_t {
  debug = JOBHOST_LOG_DEBUG,
  info = JOBHOST_LOG_INFO,
  warning = JOBHOST_LOG_WARNING,
  error = JOBHOST_LOG_ERROR,
};

// Bars of one series; every span has the same length and lives until run() returns. time: microseconds since
// 1970-01-01 UTC, strictly increasing.
struct Series {
  std::span<const std::int64_t> time;
  std::span<const double> open, high, low, close, volume;
  std::int64_t version = 0;
  [[nodiscard]] std::size_t size() const noexcept { return time.size(); }
};

// One running job. Valid during run(); cancelled(), progress() and log() may be called from any thread.
class Job {
 public:
  Job(const jobhost_host& host, const jobhost_job& job, const json& settings)
      : host_(host), job_(job), settings_(settings), payload_(json::parse(to_view(job.payload))) {}

  [[nodiscard]] std::int64_t id() const noexcept { return job_.id; }
  [[nodiscard]] std::uint32_t attempt() const noexcept { return job_.attempt; }
  [[nodiscard]] const json& payload() const noexcept { return payload_; }
  // The job type's `settings:` of jobs.yaml.
  [[nodiscard]] const json& settings() const noexcept { return settings_; }

  [[nodiscard]] bool cancelled() const noexcept { return job_.cancelled(&job_) != 0; }
  void throw_if_cancelled() const {
    if (cancelled()) { throw Cancelled{}; }
  }
  // fraction in 0..1.
  void progress(double fraction, std::string_view message = {}) const noexcept {
    job_.progress(&job_, fraction, to_abi(message));
  }
  void log(LogLevel level, std::string_view message) const noexcept {
    job_.log(&job_, static_cast<std::int32_t>(level), to_abi(message));
  }
  void log(std::string_view message) const noexcept { log(LogLevel::info, message); }

  // Bars by symbol and timeframe ("SP500", "1d"). Throws JobError("series_not_found"), naming what exists.
  [[nodiscard]] Series series(std::string_view symbol, std::string_view timeframe) const {
    const auto& market = extension<jobhost_market_data>(JOBHOST_EXT_MARKET_DATA);
    jobhost_series bars{};
    bars.struct_size = sizeof bars;
    const auto status = market.open(&job_, to_abi(symbol), to_abi(timeframe), &bars);
    if (status == JOBHOST_NOT_FOUND) { throw JobError(last_error(), "series_not_found"); }
    check(status, "series");
    const auto n = static_cast<std::size_t>(bars.size);
    return {.time = {bars.time, n}, .open = {bars.open, n}, .high = {bars.high, n}, .low = {bars.low, n},
            .close = {bars.close, n}, .volume = {bars.volume, n}, .version = bars.version};
  }

  // Stores a file with the job; readable at /v1/jobs/{id}/artifacts/{name} once the job has succeeded.
  void attach(std::string_view name, std::string_view media_type, std::string_view bytes) const {
    const auto& artifacts = extension<jobhost_artifacts>(JOBHOST_EXT_ARTIFACTS);
    check(artifacts.attach(&job_, to_abi(name), to_abi(media_type), to_abi(bytes)), "attach");
  }

 private:
  template <typename Extension>
  const Extension& extension(std::string_view id) const {
    const auto* found = static_cast<const Extension*>(host_.get_extension(&host_, to_abi(id)));
    if (found == nullptr) { throw JobError("this host does not offer " + std::string(id), "extension_missing"); }
    return *found;
  }
  [[nodiscard]] std::string last_error() const { return std::string(to_view(job_.last_error(&job_))); }
  void check(jobhost_status status, const char* what) const {
    if (status == JOBHOST_OK) { return; }
    const auto text = std::string(what) + ": " + last_error();
    if (status == JOBHOST_TOO_LARGE || status == JOBHOST_INVALID) { throw JobError(text, what); }
    throw std::runtime_error(text);
  }

  const jobhost_host& host_;
  const jobhost_job& job_;
  const json& settings_;
  json payload_;
};

// Base of every C++ plugin: default-constructed once per runner, then run() for one job at a time.
class Handler {
 public:
  Handler() = default;
  Handler(const Handler&) = delete;
  Handler& operator=(const Handler&) = delete;
  virtual ~Handler() = default;

  // Once, before the first job; throw to refuse the settings.
  virtual void configure(const json& settings) { static_cast<void>(settings); }
  // Returns the result. See the top of this file for how to fail and how to be cancelled.
  virtual json run(Job& job) = 0;
};

namespace detail {

struct Instance {
  const jobhost_host* host;
  json settings;
  std::unique_ptr<Handler> handler;
};

inline void fail(const jobhost_job* job, std::string_view code, std::int32_t retry,
                 std::string_view message) noexcept {
  job->fail(job, to_abi(code), retry, to_abi(message));
}

// The wall for run(): every exception becomes a status here.
inline jobhost_status run(void* instance, const jobhost_job* raw) noexcept {
  auto& self = *static_cast<Instance*>(instance);
  try {
    Job job(*self.host, *raw, self.settings);
    const auto result = self.handler->run(job).dump();
    return raw->set_result(raw, to_abi(result));
  } catch (const Cancelled&) {
    return JOBHOST_CANCELLED;
  } catch (const JobError& error) {
    fail(raw, error.code(), JOBHOST_NO_RETRY, error.what());
  } catch (const std::bad_alloc&) {
    fail(raw, "out_of_memory", JOBHOST_RETRY, "the plugin ran out of memory");
  } catch (const std::exception& error) {
    fail(raw, "exception", JOBHOST_RETRY, error.what());
  } catch (...) {
    fail(raw, "exception", JOBHOST_RETRY, "the plugin threw something that is not a std::exception");
  }
  return JOBHOST_FAILED;
}

template <typename T>
jobhost_status init(const jobhost_host* host, jobhost_string settings, void** out) noexcept {
  try {
    auto text = to_view(settings);
    auto self = std::make_unique<Instance>(
        Instance{host, text.empty() ? json::object() : json::parse(text), std::make_unique<T>()});
    self->handler->configure(self->settings);
    *out = self.release();
    return JOBHOST_OK;
  } catch (const std::exception& error) {
    host->refuse(host, to_abi(error.what()));
  } catch (...) {
    host->refuse(host, to_abi("the plugin threw something that is not a std::exception"));
  }
  return JOBHOST_FAILED;
}

inline void destroy(void* instance) noexcept {
  std::unique_ptr<Instance> self(static_cast<Instance*>(instance));
}

// The ABI tables of handler T; function-local statics live as long as the process.
template <typename T>
const jobhost_plugin* plugin() noexcept {
  static const Descriptor about = T::describe();
  static const jobhost_descriptor descriptor{
      sizeof(jobhost_descriptor),   0,
      to_abi(about.id),             to_abi(about.version),
      to_abi(about.title),          to_abi(about.description),
      to_abi(about.payload_schema), to_abi(about.result_schema),
      to_abi(about.example_payload)};
  static const jobhost_plugin table{sizeof(jobhost_plugin), JOBHOST_ABI_MAJOR, JOBHOST_ABI_MINOR, 0,
                                    &descriptor,            &init<T>,          &destroy,          &run,
                                    nullptr};
  return &table;
}

}  // namespace detail
}  // namespace jobhost

// Makes HandlerType the plugin of this shared library. Once per library, at namespace scope.
#define JOBHOST_PLUGIN(HandlerType)                                                        \
  extern "C" JOBHOST_EXPORT const jobhost_plugin* jobhost_plugin_v1(const jobhost_host*) { \
    return ::jobhost::detail::plugin<HandlerType>();                                       \
  }
