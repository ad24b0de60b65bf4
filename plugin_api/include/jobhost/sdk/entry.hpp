// SPDX-License-Identifier: Apache-2.0
//
// From a handler to the tables of the C ABI: trampolines that let no exception through. Part of jobhost/plugin.hpp.
#pragma once

#include <cstdint>
#include <exception>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "jobhost/sdk/handler.hpp"

namespace jobhost {

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
  } catch (const Cancelled&) { return JOBHOST_CANCELLED; } catch (const JobError& error) {
    fail(raw, error.code(), JOBHOST_NO_RETRY, error.what());
  } catch (const std::bad_alloc&) {
    fail(raw, "out_of_memory", JOBHOST_RETRY, "the plugin ran out of memory");
  } catch (const std::exception& error) { fail(raw, "exception", JOBHOST_RETRY, error.what()); } catch (...) {
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
  } catch (const std::exception& error) { host->refuse(host, to_abi(error.what())); } catch (...) {
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
  static const jobhost_descriptor descriptor{sizeof(jobhost_descriptor),
                                             0,
                                             to_abi(about.id),
                                             to_abi(about.version),
                                             to_abi(about.title),
                                             to_abi(about.description),
                                             to_abi(about.payload_schema),
                                             to_abi(about.result_schema),
                                             to_abi(about.example_payload)};
  static const jobhost_plugin table{sizeof(jobhost_plugin),
                                    JOBHOST_ABI_MAJOR,
                                    JOBHOST_ABI_MINOR,
                                    0,
                                    &descriptor,
                                    &init<T>,
                                    &destroy,
                                    &run,
                                    std::is_base_of_v<ShardedHandler, T> ? &get_extension : nullptr};
  return &table;
}

}  // namespace detail

}  // namespace jobhost
