// The host is killed in the middle of a job that is cut into shards: what had finished is not run again.

#include <gtest/gtest.h>

#include <fstream>

#include "support/host_process.hpp"
#include "support/trace_file.hpp"

namespace jobhost {
namespace {

using nlohmann::json;

TEST(ShardedHostEnd, AfterKill9OnlyTheShardsThatHadNotFinishedRunAgain) {
  HostProcess host{test_config({"sharded"}, "    concurrency: 2\n    sandbox: off\n")};
  const TraceFile trace{host.folder() / "trace"};
  const auto gate = (host.folder() / "gate").string();
  host.start();
  std::int64_t id = 0;
  {
    auto api = host.client();
    id = api.submit("sharded", {{"shards", 8}, {"trace", trace.path()}, {"gate", gate}, {"wait_from", 4}});
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    json job;
    do {
      job = api.job(id);
      ASSERT_LT(std::chrono::steady_clock::now(), deadline) << job.dump();
    } while (!job.contains("shards") || job.at("shards").at("succeeded") != 4 || trace.count("start 4") == 0 ||
             trace.count("start 5") == 0);
  }
  host.kill9();
  std::ofstream(gate) << "open";
  host.start();
  auto api = host.client();
  const auto job = api.finish(id);
  ASSERT_EQ(job.at("state"), "succeeded") << job.dump();
  EXPECT_EQ(job.at("result").at("squares"), (json{0, 1, 4, 9, 16, 25, 36, 49}));
  EXPECT_EQ(trace.count("plan"), 1);
  for (int shard = 0; shard < 4; ++shard) { EXPECT_EQ(trace.count("start " + std::to_string(shard)), 1) << shard; }
  for (int shard = 4; shard < 6; ++shard) { EXPECT_EQ(trace.count("start " + std::to_string(shard)), 2) << shard; }
  for (int shard = 6; shard < 8; ++shard) { EXPECT_EQ(trace.count("start " + std::to_string(shard)), 1) << shard; }
  EXPECT_EQ(trace.count("merge"), 1);
}

}  // namespace
}  // namespace jobhost
