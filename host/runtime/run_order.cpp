#include "runtime/run_order.hpp"

#include <nlohmann/json.hpp>

namespace jobhost {

nlohmann::json run_order_message(std::uint64_t run, Job& job) {
  // A shard's own payload is what it is to do; plugins see the payload of the whole job beside it.
  nlohmann::json order{{"run", run}, {"id", job.id}, {"attempt", job.attempt}};
  if (job.id == 0) { order["whole"] = true; }  // a self-test
  order["payload"] = std::move(job.is_shard() ? job.parent_payload : job.payload);
  if (job.is_shard()) {
    order["shard"] = std::move(job.payload);
    order["index"] = job.shard_index;
    order["count"] = job.shard_count;
  } else if (job.has_shards()) {
    order["merge"] = job.shard_count;
  }
  return order;
}

RunOrder run_order_from_message(const nlohmann::json& message) {
  RunOrder order{.run = message.at("run").get<std::uint64_t>(),
                 .id = message.at("id").get<std::int64_t>(),
                 .attempt = message.at("attempt").get<std::uint32_t>(),
                 .payload = message.at("payload").get<std::string>(),
                 .shard = {},
                 .merge = message.value("merge", 0U),
                 .whole = message.value("whole", false)};
  if (const auto shard = message.find("shard"); shard != message.end()) {
    order.shard = {shard->get<std::string>(), message.at("index").get<std::uint32_t>(),
                   message.at("count").get<std::uint32_t>()};
  }
  return order;
}

}  // namespace jobhost
