#include "runtime/host_functions.hpp"

#include <algorithm>
#include <exception>
#include <string>
#include <type_traits>
#include <utility>

#include "runtime/job_context.hpp"
#include "runtime/plugin_library.hpp"
#include "support/utf8.hpp"
#include "support/version.hpp"

namespace jobhost {
namespace {

std::string& error_of_this_thread() {
  static thread_local std::string text;
  return text;
}

std::string_view view(jobhost_string text) {
  return text.size == 0 ? std::string_view{} : std::string_view{text.data, text.size};
}

bool is_text(jobhost_string text) {
  return (text.size == 0 || text.data != nullptr) && is_utf8(view(text));
}

// Text for people: bytes that are not UTF-8 become U+FFFD rather than an error.
std::string text_for_people(jobhost_string text) {
  return text.data == nullptr ? std::string() : to_valid_utf8(view(text));
}

// The wall between a plugin and the runner's own exceptions.
template <typename Body>
jobhost_status guarded(Body body) noexcept {
  try {
    return body();
  } catch (const std::exception& error) { return set_last_error(JOBHOST_FAILED, error.what()); } catch (...) {
    return set_last_error(JOBHOST_FAILED, "unknown exception");
  }
}

std::int32_t cancelled(const jobhost_job* job) noexcept {
  return JobContext::of(job).cancelled() ? 1 : 0;
}

void progress(const jobhost_job* job, double fraction, jobhost_string message) noexcept {
  guarded([&] {
    JobContext::of(job).progress(fraction, text_for_people(message));
    return JOBHOST_OK;
  });
}

void log(const jobhost_job* job, std::int32_t level, jobhost_string message) noexcept {
  guarded([&] {
    JobContext::of(job).log(level, text_for_people(message));
    return JOBHOST_OK;
  });
}

jobhost_status set_result(const jobhost_job* job, jobhost_string json) noexcept {
  return guarded([&] {
    if (!is_text(json)) { return set_last_error(JOBHOST_INVALID, "the result is not UTF-8 text"); }
    return JobContext::of(job).set_result(std::string(view(json)));
  });
}

void fail(const jobhost_job* job, jobhost_string code, std::int32_t retry, jobhost_string message) noexcept {
  guarded([&] {
    JobContext::of(job).fail(text_for_people(code), retry, text_for_people(message));
    return JOBHOST_OK;
  });
}

jobhost_string last_error(const jobhost_job*) noexcept {
  const auto& text = error_of_this_thread();
  return {text.data(), text.size()};
}

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
    return JobContext::of(job).open_series(std::string(view(symbol)), std::string(view(timeframe)), *out);
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

const void* get_extension(const jobhost_host* host, jobhost_string id) noexcept {
  static_assert(std::is_standard_layout_v<HostTable>);
  if (reinterpret_cast<const HostTable*>(host)->withholds(view(id))) { return nullptr; }
  return host_extension(view(id));
}

void refuse(const jobhost_host*, jobhost_string reason) noexcept {
  guarded([&] {
    refusal_reason() = text_for_people(reason);
    return JOBHOST_OK;
  });
}

}  // namespace

jobhost_status set_last_error(jobhost_status status, std::string why) {
  error_of_this_thread() = std::move(why);
  return status;
}

void fill_host_functions(jobhost_job& job) {
  job.struct_size = sizeof job;
  job.cancelled = &cancelled;
  job.progress = &progress;
  job.log = &log;
  job.set_result = &set_result;
  job.fail = &fail;
  job.last_error = &last_error;
}

HostTable::HostTable(std::vector<std::string> withheld)
    : abi_{sizeof(jobhost_host), JOBHOST_ABI_MAJOR,
           JOBHOST_ABI_MINOR,    0,
           {"jobhost", 7},       {kVersion.data(), kVersion.size()},
           &get_extension,       &jobhost::refuse},
      withheld_(std::move(withheld)) {}

bool HostTable::withholds(std::string_view id) const {
  return std::find(withheld_.begin(), withheld_.end(), id) != withheld_.end();
}

const jobhost_host& host_table() {
  static const HostTable table({});
  return table.abi();
}

const void* host_extension(std::string_view id) {
  static const jobhost_market_data market_data{sizeof(jobhost_market_data), 0, &open_series};
  static const jobhost_artifacts artifacts{sizeof(jobhost_artifacts), 0, &attach};
  if (id == JOBHOST_EXT_MARKET_DATA) { return &market_data; }
  if (id == JOBHOST_EXT_ARTIFACTS) { return &artifacts; }
  return nullptr;
}

}  // namespace jobhost
