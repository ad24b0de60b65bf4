// The extensions that this runner offers to its plugin: trampolines that check what the plugin hands over.
#include <fmt/format.h>

#include <algorithm>

#include "runtime/abi_text.hpp"
#include "runtime/host_functions.hpp"
#include "runtime/job_context.hpp"
#include "storage/record_store.hpp"
#include "storage/trial_ledger.hpp"

namespace jobhost {
namespace {

using abi::guarded;
using abi::is_text;
using abi::view;

bool is_artifact_name(std::string_view name) {
  return !name.empty() && name.size() <= 100 && name.front() != '.' &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
                  c == '_' || c == '-';
         });
}

bool is_media_type(std::string_view text) {
  return text.size() <= 200 && text.find('/') != std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

jobhost_status open_series(const jobhost_job* job, jobhost_string symbol, jobhost_string timeframe,
                           jobhost_series* out) noexcept {
  return guarded([&] {
    if (out == nullptr || !JOBHOST_HAS(out, volume)) {
      return set_last_error(JOBHOST_INVALID, "jobhost_series is too short: set struct_size");
    }
    if (!is_text(symbol) || !is_text(timeframe)) {
      return set_last_error(JOBHOST_INVALID, "symbol is not UTF-8 text");
    }
    return JobContext::of(job).requests().open_series(std::string(view(symbol)), std::string(view(timeframe)),
                                                      *out);
  });
}

jobhost_status list_series(const jobhost_job* job, void* user,
                           void (*each)(void*, const jobhost_series_info*)) noexcept {
  return guarded([&] {
    if (each == nullptr) { return set_last_error(JOBHOST_INVALID, "each is NULL"); }
    return JobContext::of(job).requests().list_series([&](const jobhost_series_info& info) { each(user, &info); });
  });
}

jobhost_status attach(const jobhost_job* job, jobhost_string name, jobhost_string media_type,
                      jobhost_string bytes) noexcept {
  return guarded([&] {
    if (!is_artifact_name(view(name))) {
      return set_last_error(JOBHOST_INVALID,
                            "an artifact's name has 1 to 100 of [A-Za-z0-9._-] and no dot in front");
    }
    if (!is_media_type(view(media_type))) {
      return set_last_error(JOBHOST_INVALID, "the media type is not type/subtype");
    }
    return JobContext::of(job).attach(std::string(view(name)), std::string(view(media_type)), view(bytes));
  });
}

jobhost_status save_checkpoint(const jobhost_job* job, jobhost_string bytes) noexcept {
  return guarded([&] {
    if (!abi::is_bytes(bytes)) { return set_last_error(JOBHOST_INVALID, "the checkpoint is NULL"); }
    return JobContext::of(job).requests().save_checkpoint(view(bytes));
  });
}

jobhost_status load_checkpoint(const jobhost_job* job, jobhost_string* bytes) noexcept {
  return guarded([&] {
    if (bytes == nullptr) { return set_last_error(JOBHOST_INVALID, "bytes is NULL"); }
    return JobContext::of(job).requests().load_checkpoint(*bytes);
  });
}

bool is_collection(jobhost_string text) {
  return is_text(text) && is_valid_collection(std::string(view(text)));
}
bool is_record_key(jobhost_string text) {
  return is_text(text) && is_valid_record_key(std::string(view(text)));
}

jobhost_status bad_collection() {
  return set_last_error(JOBHOST_INVALID, "a collection has 1 to 64 of [a-z0-9_.-]");
}
jobhost_status bad_key() {
  return set_last_error(JOBHOST_INVALID, "a key has 1 to 200 bytes of UTF-8 without control characters");
}

jobhost_status put_record(const jobhost_job* job, jobhost_string collection, jobhost_string key,
                          jobhost_string json) noexcept {
  return guarded([&] {
    if (!is_collection(collection)) { return bad_collection(); }
    if (!is_record_key(key)) { return bad_key(); }
    if (!abi::is_json(json)) { return set_last_error(JOBHOST_INVALID, "the record is not JSON"); }
    return JobContext::of(job).put_record(std::string(view(collection)), std::string(view(key)),
                                          std::string(view(json)));
  });
}

jobhost_status get_record(const jobhost_job* job, jobhost_string collection, jobhost_string key,
                          jobhost_string* json) noexcept {
  return guarded([&] {
    if (json == nullptr) { return set_last_error(JOBHOST_INVALID, "json is NULL"); }
    if (!is_collection(collection)) { return bad_collection(); }
    if (!is_record_key(key)) { return bad_key(); }
    return JobContext::of(job).requests().get_record(std::string(view(collection)), std::string(view(key)), *json);
  });
}

jobhost_status list_records(const jobhost_job* job, jobhost_string collection, jobhost_string prefix,
                            jobhost_string after, std::uint32_t limit, void* user,
                            void (*each)(void*, const jobhost_record*)) noexcept {
  return guarded([&] {
    if (each == nullptr) { return set_last_error(JOBHOST_INVALID, "each is NULL"); }
    if (!is_collection(collection)) { return bad_collection(); }
    if (!is_text(prefix) || !is_text(after)) { return bad_key(); }
    const RecordQuery query{.collection = std::string(view(collection)),
                            .prefix = std::string(view(prefix)),
                            .after = std::string(view(after)),
                            .limit = static_cast<int>(std::min<std::uint32_t>(limit, INT32_MAX))};
    return JobContext::of(job).requests().list_records(query,
                                                       [&](const jobhost_record& record) { each(user, &record); });
  });
}

jobhost_status count_trials(const jobhost_job* job, jobhost_string symbol, jobhost_string timeframe,
                            std::int64_t evaluations, jobhost_trial_totals* out) noexcept {
  return guarded([&] {
    if (out != nullptr && !JOBHOST_HAS(out, jobs)) {
      return set_last_error(JOBHOST_INVALID, "jobhost_trial_totals is too short: set struct_size");
    }
    if (!is_text(symbol) || !is_text(timeframe)) {
      return set_last_error(JOBHOST_INVALID, "symbol or timeframe is not UTF-8 text");
    }
    const SeriesKey key{std::string(view(symbol)), std::string(view(timeframe))};
    if (const auto problem = problem_of_trials(key, evaluations)) {
      return set_last_error(JOBHOST_INVALID, *problem);
    }
    return JobContext::of(job).requests().count_trials(key, evaluations, out);
  });
}

}  // namespace

const void* host_extension(std::string_view id) {
  static const jobhost_market_data market_data{sizeof(jobhost_market_data), 0, &open_series, &list_series};
  static const jobhost_artifacts artifacts{sizeof(jobhost_artifacts), 0, &attach};
  static const jobhost_checkpoint checkpoint{sizeof(jobhost_checkpoint), 0, &save_checkpoint, &load_checkpoint};
  static const jobhost_records records{sizeof(jobhost_records), 0, &put_record, &get_record, &list_records};
  static const jobhost_trials trials{sizeof(jobhost_trials), 0, &count_trials};
  if (id == JOBHOST_EXT_MARKET_DATA) { return &market_data; }
  if (id == JOBHOST_EXT_ARTIFACTS) { return &artifacts; }
  if (id == JOBHOST_EXT_CHECKPOINT) { return &checkpoint; }
  if (id == JOBHOST_EXT_RECORDS) { return &records; }
  if (id == JOBHOST_EXT_TRIALS) { return &trials; }
  return nullptr;
}

}  // namespace jobhost
