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
// A job that can be cut into shards, which run at the same time and survive crashes one by one: derive from
// ShardedHandler instead. JOBHOST_PLUGIN is the same.
//
// Failing: throw JobError for "this job cannot succeed" (no retry), anything else for "try again". Cancelling:
// call job.throw_if_cancelled() in your loops, at least every 10 ms. No exception leaves the plugin.
#pragma once

#include <algorithm>
#include <cstdint>
#include <exception>
#include <functional>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <new>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

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

  // The bars that start in [from, to), microseconds; no copy. Empty when there are none.
  [[nodiscard]] Series between(std::int64_t from, std::int64_t to) const noexcept {
    const auto at = [this](std::int64_t when) {
      return static_cast<std::size_t>(std::lower_bound(time.begin(), time.end(), when) - time.begin());
    };
    const auto begin = at(from);
    const auto n = std::max(at(to), begin) - begin;
    return {.time = time.subspan(begin, n), .open = open.subspan(begin, n), .high = high.subspan(begin, n),
            .low = low.subspan(begin, n), .close = close.subspan(begin, n), .volume = volume.subspan(begin, n),
            .version = version};
  }
};

// A series that can be opened.
struct SeriesInfo {
  std::string symbol, timeframe, source;
  std::int64_t version = 0;
  std::int64_t bars = 0;
  std::int64_t first = 0, last = 0;  // start of the first and of the last bar, microseconds since 1970-01-01 UTC
};

// A document of the record store.
struct Record {
  std::string key;
  json value;
  std::int64_t job_id = 0;  // that wrote it
  std::int64_t time = 0;    // when that job ended, microseconds since 1970-01-01 UTC
};

class Job;

// The record store, as one job sees it. Lives as long as its Job. What an attempt puts is seen by everybody, itself
// included, once the attempt has succeeded. put() may be called from any thread, the others from run()'s.
class Records {
 public:
  void put(std::string_view collection, std::string_view key, const json& value) const;
  [[nodiscard]] std::optional<json> get(std::string_view collection, std::string_view key) const;
  // Documents whose key begins with prefix, by key, from the first one after `after`; at most limit.
  [[nodiscard]] std::vector<Record> list(std::string_view collection, std::string_view prefix = {},
                                         std::uint32_t limit = 1'000, std::string_view after = {}) const;

 private:
  friend class Job;
  explicit Records(const Job& job) : job_(job) {}
  const Job& job_;
};

// One running job, or one shard of a job. Valid during run(); cancelled(), progress() and log() may be called from any
// thread.
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
    job_.progress(&job_, progress_from_ + progress_share_ * fraction, to_abi(message));
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

  // Every series that series() can open, by symbol and timeframe.
  [[nodiscard]] std::vector<SeriesInfo> list_series() const {
    const auto& market = extension<jobhost_market_data>(JOBHOST_EXT_MARKET_DATA);
    if (!JOBHOST_HAS(&market, list)) { throw JobError("this host cannot list its series", "extension_missing"); }
    return collect<SeriesInfo, jobhost_series_info>("list_series", [&](void* user, auto each) {
      return market.list(&job_, user, each);
    });
  }

  // The last checkpoint of this job, of this attempt or an earlier one; nullopt when there is none.
  [[nodiscard]] std::optional<std::string> checkpoint() const {
    const auto& checkpoints = extension<jobhost_checkpoint>(JOBHOST_EXT_CHECKPOINT);
    jobhost_string bytes{};
    const auto status = checkpoints.load(&job_, &bytes);
    if (status == JOBHOST_NOT_FOUND) { return std::nullopt; }
    check(status, "checkpoint");
    return std::string(to_view(bytes));
  }
  // Durable when it returns, which takes some milliseconds: every few seconds is often enough.
  void save_checkpoint(std::string_view bytes) const {
    const auto& checkpoints = extension<jobhost_checkpoint>(JOBHOST_EXT_CHECKPOINT);
    check(checkpoints.save(&job_, to_abi(bytes)), "save_checkpoint");
  }

  // Documents that outlive the job.
  [[nodiscard]] Records records() const noexcept { return Records(*this); }

  // Stores a file with the job; readable at /v1/jobs/{id}/artifacts/{name} once the job has succeeded.
  void attach(std::string_view name, std::string_view media_type, std::string_view bytes) const {
    const auto& artifacts = extension<jobhost_artifacts>(JOBHOST_EXT_ARTIFACTS);
    check(artifacts.attach(&job_, to_abi(name), to_abi(media_type), to_abi(bytes)), "attach");
  }

 private:
  friend class Records;
  friend class ShardedHandler;

  // The one place where the host calls back: every item is made of what it hands over, and an exception waits until
  // the host has returned.
  template <typename Item, typename AbiItem, typename Call>
  std::vector<Item> collect(const char* what, Call call) const {
    struct Collected {
      std::vector<Item> items;
      std::exception_ptr error;
    } collected;
    const auto status = call(static_cast<void*>(&collected), [](void* user, const AbiItem* item) noexcept {
      auto& into = *static_cast<Collected*>(user);
      try {
        if (!into.error) { into.items.push_back(from_abi(*item)); }
      } catch (...) { into.error = std::current_exception(); }
    });
    if (collected.error) { std::rethrow_exception(collected.error); }
    check(status, what);
    return std::move(collected.items);
  }
  static SeriesInfo from_abi(const jobhost_series_info& info) {
    return {.symbol = std::string(to_view(info.symbol)), .timeframe = std::string(to_view(info.timeframe)),
            .source = std::string(to_view(info.source)), .version = info.version, .bars = info.bars,
            .first = info.first, .last = info.last};
  }
  static Record from_abi(const jobhost_record& record) {
    return {.key = std::string(to_view(record.key)), .value = json::parse(to_view(record.json)),
            .job_id = record.job_id, .time = record.time};
  }

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
  double progress_from_ = 0;  // which part of all progress is being reported; see ShardedHandler::run
  double progress_share_ = 1;
};

inline void Records::put(std::string_view collection, std::string_view key, const json& value) const {
  const auto& records = job_.extension<jobhost_records>(JOBHOST_EXT_RECORDS);
  const auto text = value.dump();
  job_.check(records.put(&job_.job_, to_abi(collection), to_abi(key), to_abi(text)), "put_record");
}

inline std::optional<json> Records::get(std::string_view collection, std::string_view key) const {
  const auto& records = job_.extension<jobhost_records>(JOBHOST_EXT_RECORDS);
  jobhost_string text{};
  const auto status = records.get(&job_.job_, to_abi(collection), to_abi(key), &text);
  if (status == JOBHOST_NOT_FOUND) { return std::nullopt; }
  job_.check(status, "get_record");
  return json::parse(to_view(text));
}

inline std::vector<Record> Records::list(std::string_view collection, std::string_view prefix, std::uint32_t limit,
                                         std::string_view after) const {
  const auto& records = job_.extension<jobhost_records>(JOBHOST_EXT_RECORDS);
  std::vector<Record> all;
  std::string last(after);
  // The host ends a page early when it grows large.
  while (all.size() < limit) {
    const auto left = limit - static_cast<std::uint32_t>(all.size());
    auto page = job_.collect<Record, jobhost_record>("list_records", [&](void* user, auto each) {
      return records.list(&job_.job_, to_abi(collection), to_abi(prefix), to_abi(last), left, user, each);
    });
    if (page.empty()) { break; }
    last = page.back().key;
    std::move(page.begin(), page.end(), std::back_inserter(all));
  }
  return all;
}

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

// Base of a plugin whose jobs can be cut into shards. The host stores each shard as a job of its own: shards run at the
// same time in several runners, are tried again one by one, and those that have succeeded are never run again. So each
// of the three functions may be called in another process: what they share goes through the shards and the partials.
class ShardedHandler : public Handler {
 public:
  // The shards, any JSON values, at most 10,000. None: the host calls run() instead.
  virtual std::vector<json> plan(Job& job) = 0;
  // One shard; returns its partial. job.payload() is that of the whole job; progress, log and artifacts are the shard's.
  virtual json run_shard(Job& job, const json& shard) = 0;
  // The result of the job; partials are in the order of the shards. What it attaches belongs to the job.
  virtual json merge(Job& job, const std::vector<json>& partials) = 0;

  // The whole job in this process: what happens when plan() returned nothing, or when a host does not know shards.
  json run(Job& job) override {
    const auto shards = plan(job);
    std::vector<json> partials;
    job.progress_share_ = shards.empty() ? 1 : 1 / static_cast<double>(shards.size());
    for (const auto& shard : shards) {
      job.progress_from_ = static_cast<double>(partials.size()) * job.progress_share_;
      partials.push_back(run_shard(job, shard));
    }
    job.progress_from_ = 1;  // as on the host, where the merge follows when all shards are done
    job.progress_share_ = 0;
    return merge(job, partials);
  }
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

// The wall for everything that works on a job: every exception becomes a status here.
template <typename Work>
jobhost_status guarded(const jobhost_job* raw, Work work) noexcept {
  try {
    return work();
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

// Runs `work`, which returns a JSON value, and hands that over as the result.
template <typename Work>
jobhost_status give_result(void* instance, const jobhost_job* raw, Work work) noexcept {
  return guarded(raw, [&] {
    auto& self = *static_cast<Instance*>(instance);
    Job job(*self.host, *raw, self.settings);
    const auto result = json(work(*self.handler, job)).dump();
    return raw->set_result(raw, to_abi(result));
  });
}

inline jobhost_status run(void* instance, const jobhost_job* raw) noexcept {
  return give_result(instance, raw, [](Handler& handler, Job& job) { return handler.run(job); });
}

inline jobhost_status plan(void* instance, const jobhost_job* raw, const jobhost_shard_sink* sink) noexcept {
  return guarded(raw, [&]() -> jobhost_status {
    auto& self = *static_cast<Instance*>(instance);
    Job job(*self.host, *raw, self.settings);
    for (const auto& shard : static_cast<ShardedHandler&>(*self.handler).plan(job)) {
      const auto text = shard.dump();
      if (const auto status = sink->add(sink, to_abi(text)); status != JOBHOST_OK) {
        throw JobError(std::string(to_view(raw->last_error(raw))), "bad_plan");
      }
    }
    return JOBHOST_OK;
  });
}

inline jobhost_status run_shard(void* instance, const jobhost_job* raw, jobhost_string shard, std::uint32_t,
                                std::uint32_t) noexcept {
  return give_result(instance, raw, [&](Handler& handler, Job& job) {
    return static_cast<ShardedHandler&>(handler).run_shard(job, json::parse(to_view(shard)));
  });
}

inline jobhost_status merge(void* instance, const jobhost_job* raw, const jobhost_string* partials,
                            std::uint32_t count) noexcept {
  return give_result(instance, raw, [&](Handler& handler, Job& job) {
    std::vector<json> parsed;
    parsed.reserve(count);
    for (const auto& partial : std::span(partials, count)) { parsed.push_back(json::parse(to_view(partial))); }
    return static_cast<ShardedHandler&>(handler).merge(job, parsed);
  });
}

// The extensions of a ShardedHandler.
inline const void* get_extension(void*, jobhost_string id) noexcept {
  static const jobhost_sharding sharding{sizeof(jobhost_sharding), 0, &plan, &run_shard, &merge};
  return to_view(id) == JOBHOST_EXT_SHARDING ? &sharding : nullptr;
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
  static const jobhost_plugin table{
      sizeof(jobhost_plugin), JOBHOST_ABI_MAJOR, JOBHOST_ABI_MINOR, 0,
      &descriptor,            &init<T>,          &destroy,          &run,
      std::is_base_of_v<ShardedHandler, T> ? &get_extension : nullptr};
  return &table;
}

}  // namespace detail
}  // namespace jobhost

// Makes HandlerType the plugin of this shared library. Once per library, at namespace scope.
#define JOBHOST_PLUGIN(HandlerType)                                                        \
  extern "C" JOBHOST_EXPORT const jobhost_plugin* jobhost_plugin_v1(const jobhost_host*) { \
    return ::jobhost::detail::plugin<HandlerType>();                                       \
  }
