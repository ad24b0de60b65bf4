#include "runtime/host_functions.hpp"

#include <string>
#include <type_traits>
#include <utility>

#include "runtime/abi_text.hpp"
#include "runtime/job_context.hpp"
#include "runtime/plugin_library.hpp"
#include "support/version.hpp"

namespace jobhost {
namespace {

using abi::guarded;
using abi::is_text;
using abi::text_for_people;
using abi::view;

std::string& error_of_this_thread() {
  static thread_local std::string text;
  return text;
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

}  // namespace jobhost
