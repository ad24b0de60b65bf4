// Trials where there is no host: counted in memory for one run, or not offered at all.

#include <gtest/gtest.h>

#include <filesystem>

#include "jobhost/plugin.h"
#include "runtime/plugin_probe.hpp"

namespace jobhost {
namespace {

using nlohmann::json;
using Outcome = ProbeRun::Outcome;

ProbeSetup keeper() {
  return {.executable = JOBHOST_BINARY, .plugin = std::filesystem::path(JOBHOST_PLUGIN_DIR) / "keeper.so"};
}

ProbeRun run_trials(PluginProbe& probe, json payload) {
  probe.hello();
  payload["do"] = "trials";
  return probe.run({.payload = payload.dump()});
}

TEST(TrialsWithoutAHost, AreCountedForTheRun) {
  PluginProbe probe(keeper());
  for (int i = 0; i < 2; ++i) {
    const auto run = run_trials(probe, {{"symbol", "SP500"}, {"counts", {4}}});
    ASSERT_EQ(run.outcome, Outcome::succeeded) << run.message;
    EXPECT_EQ(json::parse(run.result), (json{{"before", 0}, {"evaluations", 4}, {"jobs", 1}}));
  }
}

TEST(TrialsWithoutAHost, CanBeDoneWithout) {
  auto setup = keeper();
  setup.withhold = {JOBHOST_EXT_TRIALS};
  PluginProbe probe(setup);
  const auto polite = run_trials(probe, {{"symbol", "SP500"}, {"counts", {4}}, {"if_offered", true}});
  ASSERT_EQ(polite.outcome, Outcome::succeeded) << polite.message;
  EXPECT_EQ(polite.result, "null");
  const auto sure = run_trials(probe, {{"symbol", "SP500"}, {"counts", {4}}});
  EXPECT_EQ(sure.outcome, Outcome::failed);
  EXPECT_EQ(sure.code, "extension_missing");
  EXPECT_EQ(sure.message, "this host does not offer jobhost.trials/1");
}

TEST(TrialsWithoutAHost, ABadSeriesOrNumberIsNamed) {
  PluginProbe probe(keeper());
  const auto symbol = run_trials(probe, {{"symbol", "S P"}, {"counts", {4}}});
  EXPECT_EQ(symbol.code, "count_trials");
  EXPECT_FALSE(symbol.retryable);
  EXPECT_EQ(symbol.message, "count_trials: symbol is \"S P\"; must be 1 to 64 of A-Z a-z 0-9 . _ : / -");
  const auto negative = run_trials(probe, {{"symbol", "SP500"}, {"counts", {-4}}});
  EXPECT_EQ(negative.message,
            "count_trials: evaluations is -4; must be 0 to 1000000000000: all that this job has made so far");
}

}  // namespace
}  // namespace jobhost
