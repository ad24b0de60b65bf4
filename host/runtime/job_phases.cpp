#include "runtime/job_phases.hpp"

#include <fmt/format.h>

#include <exception>
#include <vector>

#include "runtime/abi_text.hpp"

namespace jobhost {
namespace {

jobhost_status add_shard(const jobhost_shard_sink* sink, jobhost_string shard) noexcept {
  return abi::guarded([&] {
    if (!abi::is_json(shard)) { return set_last_error(JOBHOST_INVALID, "the shard is not JSON"); }
    return static_cast<JobContext*>(sink->host_data)->add_shard(std::string(abi::view(shard)));
  });
}

jobhost_status plan_or_run(const PluginLibrary& plugin, const jobhost_sharding& sharding, JobContext& context) {
  const jobhost_shard_sink sink{sizeof sink, 0, &context, &add_shard};
  const auto status = sharding.plan(plugin.instance(), &context.abi(), &sink);
  if (status != JOBHOST_OK || context.planned_shards() > 0) { return status; }
  return plugin.run(context.abi());
}

jobhost_status run_shard(const PluginLibrary& plugin, const jobhost_sharding& sharding, const JobContext& context) {
  const auto& shard = *context.order().shard;
  return sharding.run_shard(plugin.instance(), &context.abi(), abi::borrowed(shard.payload), shard.index,
                            shard.count);
}

jobhost_status merge(const PluginLibrary& plugin, const jobhost_sharding& sharding, JobContext& context) {
  const auto count = context.order().merge;
  std::vector<std::string> partials(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    if (context.requests().read_partial(i, partials[i]) == JOBHOST_OK) { continue; }
    const auto why = context.abi().last_error(&context.abi());
    context.fail("partial_missing", JOBHOST_RETRY,
                 fmt::format("the partial of shard {} of {} cannot be read: {}", i + 1, count, abi::view(why)));
    return JOBHOST_FAILED;
  }
  std::vector<jobhost_string> views;
  views.reserve(count);
  for (const auto& partial : partials) { views.push_back(abi::borrowed(partial)); }
  return sharding.merge(plugin.instance(), &context.abi(), views.data(), count);
}

}  // namespace

jobhost_status run_phase(const PluginLibrary& plugin, JobContext& context) {
  const auto* sharding = plugin.sharding();
  const bool needs_it = context.order().shard || context.order().merge > 0;
  if (context.order().whole || (sharding == nullptr && !needs_it)) { return plugin.run(context.abi()); }
  if (sharding == nullptr) {
    context.fail(
        "no_sharding", JOBHOST_NO_RETRY,
        "this job was cut into shards, but the plugin that is loaded now does not offer " JOBHOST_EXT_SHARDING
        ": submit it anew");
    return JOBHOST_FAILED;
  }
  if (context.order().shard) { return run_shard(plugin, *sharding, context); }
  return context.order().merge > 0 ? merge(plugin, *sharding, context) : plan_or_run(plugin, *sharding, context);
}

}  // namespace jobhost
