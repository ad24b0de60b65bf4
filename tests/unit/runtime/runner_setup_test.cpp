#include "runtime/runner_setup.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace jobhost {
namespace {

TEST(RunnerSetup, ArrivesAsItWasSent) {
  const RunnerSetup sent{.plugin = "/a/b.so",
                         .settings = "{\"x\":1}",
                         .max_output = 12'345,
                         .work_folder = "/data/work/1",
                         .limits = {.memory_bytes = 1 << 30,
                                    .cpu_time = std::chrono::seconds(7),
                                    .nice = 5,
                                    .sandbox = SandboxMode::required,
                                    .allow_network = true}};
  const auto got = setup_from_message(nlohmann::json::from_cbor(nlohmann::json::to_cbor(to_message(sent))));
  EXPECT_EQ(got.plugin, sent.plugin);
  EXPECT_EQ(got.settings, sent.settings);
  EXPECT_EQ(got.max_output, sent.max_output);
  EXPECT_EQ(got.work_folder, sent.work_folder);
  EXPECT_EQ(got.limits, sent.limits);
}

}  // namespace
}  // namespace jobhost
