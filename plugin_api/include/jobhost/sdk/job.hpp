// SPDX-License-Identifier: Apache-2.0
//
// The job that a handler works on, and what it may ask its host for. Part of jobhost/plugin.hpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <exception>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "jobhost/sdk/records.hpp"
#include "jobhost/sdk/series.hpp"
#include "jobhost/sdk/trials.hpp"
#include "jobhost/sdk/values.hpp"

namespace jobhost {

// One running job, or one shard of a job. Valid during run(); cancelled(), progress() and log() may be called from
// any thread.
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
    return {.time = {bars.time, n},
            .open = {bars.open, n},
            .high = {bars.high, n},
            .low = {bars.low, n},
            .close = {bars.close, n},
            .volume = {bars.volume, n},
            .version = bars.version};
  }

  // Every series that series() can open, by symbol and timeframe.
  [[nodiscard]] std::vector<SeriesInfo> list_series() const {
    const auto& market = extension<jobhost_market_data>(JOBHOST_EXT_MARKET_DATA);
    if (!JOBHOST_HAS(&market, list)) { throw JobError("this host cannot list its series", "extension_missing"); }
    return collect<SeriesInfo, jobhost_series_info>(
        "list_series", [&](void* user, auto each) { return market.list(&job_, user, each); });
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

  // How many evaluations of strategies have been made on a series, by this job and all others.
  [[nodiscard]] Trials trials() const noexcept { return Trials(*this); }

  // Stores a file with the job; readable at /v1/jobs/{id}/artifacts/{name} once the job has succeeded.
  void attach(std::string_view name, std::string_view media_type, std::string_view bytes) const {
    const auto& artifacts = extension<jobhost_artifacts>(JOBHOST_EXT_ARTIFACTS);
    check(artifacts.attach(&job_, to_abi(name), to_abi(media_type), to_abi(bytes)), "attach");
  }

 private:
  friend class Records;
  friend class Trials;
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
    return {.symbol = std::string(to_view(info.symbol)),
            .timeframe = std::string(to_view(info.timeframe)),
            .source = std::string(to_view(info.source)),
            .version = info.version,
            .bars = info.bars,
            .first = info.first,
            .last = info.last};
  }
  static Record from_abi(const jobhost_record& record) {
    return {.key = std::string(to_view(record.key)),
            .value = json::parse(to_view(record.json)),
            .job_id = record.job_id,
            .time = record.time};
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

inline bool Trials::offered() const noexcept {
  return job_.host_.get_extension(&job_.host_, to_abi(JOBHOST_EXT_TRIALS)) != nullptr;
}

inline TrialTotals Trials::count(std::string_view symbol, std::string_view timeframe,
                                 std::int64_t evaluations) const {
  const auto& trials = job_.extension<jobhost_trials>(JOBHOST_EXT_TRIALS);
  jobhost_trial_totals totals{};
  totals.struct_size = sizeof totals;
  job_.check(trials.count(&job_.job_, to_abi(symbol), to_abi(timeframe), evaluations, &totals), "count_trials");
  return {.evaluations = totals.evaluations, .jobs = totals.jobs};
}

inline TrialTotals Trials::totals(std::string_view symbol, std::string_view timeframe) const {
  return count(symbol, timeframe, 0);
}

}  // namespace jobhost
