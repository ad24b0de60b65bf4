#include "unit/optimization/fake_host.hpp"

#include <dlfcn.h>

#include <cstddef>
#include <cstring>
#include <numeric>
#include <stdexcept>

namespace {

// get_extension is given the host table and no data of ours; one host at a time is enough here.
FakeHost* current = nullptr;

jobhost_string borrowed(const std::string& text) {
  return {text.data(), text.size()};
}

}  // namespace

std::string text_of(jobhost_string text) {
  return {text.data, text.size};
}

struct FakeHost::Calls {
  static FakeHost& of(const jobhost_job* job) { return *static_cast<FakeHost*>(job->host_data); }

  static const void* get_extension(const jobhost_host*, jobhost_string id) {
    if (text_of(id) == JOBHOST_EXT_MARKET_DATA) { return &current->market_data_; }
    if (text_of(id) == JOBHOST_EXT_RECORDS) { return &current->records_; }
    const bool artifacts = text_of(id) == JOBHOST_EXT_ARTIFACTS && current->offers_artifacts_;
    return artifacts ? &current->artifacts_ : nullptr;
  }
  static void refuse(const jobhost_host*, jobhost_string reason) { current->last_error_ = text_of(reason); }

  static std::int32_t cancelled(const jobhost_job* job) {
    return ++of(job).run_.cancel_questions > of(job).cancel_after_ ? 1 : 0;
  }
  static void progress(const jobhost_job* job, double, jobhost_string message) {
    auto& messages = of(job).run_.messages;
    if (messages.empty() || messages.back() != text_of(message)) { messages.push_back(text_of(message)); }
  }
  static void log(const jobhost_job* job, std::int32_t, jobhost_string message) {
    of(job).run_.log.push_back(text_of(message));
  }
  static jobhost_status set_result(const jobhost_job* job, jobhost_string json) {
    of(job).run_.result = text_of(json);
    return JOBHOST_OK;
  }
  static void fail(const jobhost_job* job, jobhost_string code, std::int32_t retry, jobhost_string message) {
    of(job).run_.error_code = text_of(code);
    of(job).run_.error_message = text_of(message);
    of(job).run_.retry = retry;
  }
  static jobhost_string last_error(const jobhost_job* job) { return borrowed(of(job).last_error_); }

  static jobhost_status open(const jobhost_job* job, jobhost_string symbol, jobhost_string timeframe,
                             jobhost_series* out) {
    auto& host = of(job);
    if (text_of(symbol) != "SP500" || text_of(timeframe) != "1d") {
      host.last_error_ = "no series " + text_of(symbol) + " " + text_of(timeframe) + "; there is SP500 1d";
      return JOBHOST_NOT_FOUND;
    }
    host.times_.resize(host.closes_.size());
    std::iota(host.times_.begin(), host.times_.end(), 0);
    const double* prices = host.closes_.data();
    *out = {out->struct_size, 0,     host.closes_.size(), 1, host.times_.data(), prices, prices, prices,
            prices,           prices};
    return JOBHOST_OK;
  }
  static jobhost_status put(const jobhost_job* job, jobhost_string collection, jobhost_string key,
                            jobhost_string json) {
    of(job).run_.records[text_of(collection) + " " + text_of(key)] = text_of(json);
    return JOBHOST_OK;
  }
  static jobhost_status attach(const jobhost_job* job, jobhost_string name, jobhost_string media_type,
                               jobhost_string bytes) {
    of(job).run_.artifacts[text_of(name) + " " + text_of(media_type)] = text_of(bytes);
    return JOBHOST_OK;
  }
};

FakeHost::FakeHost(const std::string& plugin_file) {
  current = this;
  const std::string name = "fake";
  host_ = {sizeof host_,   JOBHOST_ABI_MAJOR, JOBHOST_ABI_MINOR,     0,
           borrowed(name), borrowed(name),    &Calls::get_extension, &Calls::refuse};
  market_data_ = {offsetof(jobhost_market_data, list), 0, &Calls::open, nullptr};  // a host that cannot list
  artifacts_ = {sizeof artifacts_, 0, &Calls::attach};
  records_ = {sizeof records_, 0, &Calls::put, nullptr, nullptr};
  library_ = dlopen(plugin_file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library_ == nullptr) { throw std::runtime_error(dlerror()); }
  using Entry = const jobhost_plugin* (*)(const jobhost_host*);
  const auto entry = reinterpret_cast<Entry>(dlsym(library_, JOBHOST_ENTRY_SYMBOL));
  if (entry == nullptr) { throw std::runtime_error("no entry symbol"); }
  plugin_ = entry(&host_);
  if (plugin_ == nullptr || plugin_->init(&host_, {"{}", 2}, &instance_) != JOBHOST_OK) {
    throw std::runtime_error("refused: " + last_error_);
  }
}

// The library stays loaded, as in a runner: sanitizers name its code in their reports.
FakeHost::~FakeHost() {
  plugin_->destroy(instance_);
}

FakeRun FakeHost::run(const std::string& payload) {
  run_ = {};
  jobhost_job job{};
  job.struct_size = sizeof job;
  job.attempt = 1;
  job.id = 7;
  job.payload = borrowed(payload);
  job.host_data = this;
  job.cancelled = &Calls::cancelled;
  job.progress = &Calls::progress;
  job.log = &Calls::log;
  job.set_result = &Calls::set_result;
  job.fail = &Calls::fail;
  job.last_error = &Calls::last_error;
  run_.status = plugin_->run(instance_, &job);
  return run_;
}
