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

#include "jobhost/plugin.h"
#include "jobhost/sdk/entry.hpp"
#include "jobhost/sdk/handler.hpp"
#include "jobhost/sdk/job.hpp"
#include "jobhost/sdk/records.hpp"
#include "jobhost/sdk/series.hpp"
#include "jobhost/sdk/trials.hpp"
#include "jobhost/sdk/values.hpp"

// Makes HandlerType the plugin of this shared library. Once per library, at namespace scope.
#define JOBHOST_PLUGIN(HandlerType)                                                        \
  extern "C" JOBHOST_EXPORT const jobhost_plugin* jobhost_plugin_v1(const jobhost_host*) { \
    return ::jobhost::detail::plugin<HandlerType>();                                       \
  }
