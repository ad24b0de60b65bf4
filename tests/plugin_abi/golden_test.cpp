// Today's host and plugins that were not built with it: older ones, a newer one, and hosts that offer less.

#include <gtest/gtest.h>

#include <filesystem>

#include "runtime/elf_gate.hpp"
#include "runtime/plugin_probe.hpp"

namespace jobhost {
namespace {

using Outcome = ProbeRun::Outcome;

ProbeSetup setup_of(const std::filesystem::path& plugin) {
  return {.executable = JOBHOST_BINARY, .plugin = plugin};
}

std::filesystem::path built(const std::string& name) {
  return std::filesystem::path(JOBHOST_PLUGIN_DIR) / (name + ".so");
}

class GoldenPlugin : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
#ifndef __x86_64__
    GTEST_SKIP()
        << "SKIPPED: the golden plugins are of x86-64; on this machine NOTHING says that older plugins still run";
#endif
  }
  static std::filesystem::path file() {
    return std::filesystem::path(JOBHOST_SOURCE_DIR) / "tests/plugin_abi/golden/sdk_1_0" / (GetParam() + ".so");
  }
};

TEST_P(GoldenPlugin, PassesTheGate) {
  EXPECT_NO_THROW(check_elf(file()));
}

TEST_P(GoldenPlugin, SaysWhatItIs) {
  PluginProbe probe(setup_of(file()));
  EXPECT_EQ(probe.hello().at("id"), GetParam());
  EXPECT_EQ(probe.hello().at("abi"), "1.0");
  EXPECT_TRUE(probe.leave());
}

TEST_P(GoldenPlugin, RunsItsExample) {
  PluginProbe probe(setup_of(file()));
  const auto run = probe.run({.payload = probe.hello().at("example_payload").get<std::string>()});
  ASSERT_EQ(run.outcome, Outcome::succeeded) << run.code << ": " << run.message;
  const auto result = nlohmann::json::parse(run.result);
  EXPECT_EQ(result.at("sum"), 6);
  EXPECT_EQ(result.value("market_data", 1), 1);
  ASSERT_EQ(run.log.size(), 1U);
  ASSERT_EQ(run.artifacts.size(), 1U);
  EXPECT_FALSE(run.artifacts.front().bytes.empty());
  EXPECT_EQ(run.output, "");
  EXPECT_TRUE(probe.leave());
}

TEST_P(GoldenPlugin, IsCancelledAndRunsAgain) {
  PluginProbe probe(setup_of(file()));
  const auto example = probe.hello().at("example_payload").get<std::string>();
  EXPECT_EQ(probe.run({.payload = example, .cancel_after = std::chrono::milliseconds(0)}).outcome,
            Outcome::cancelled);
  EXPECT_EQ(probe.run({.payload = example}).outcome, Outcome::succeeded);
}

TEST_P(GoldenPlugin, DoesWithoutExtensionsOrSaysWhichItLacks) {
  auto setup = setup_of(file());
  setup.withhold = {"jobhost.artifacts/1", "jobhost.market_data/1"};
  PluginProbe probe(setup);
  const auto run = probe.run({.payload = probe.hello().at("example_payload").get<std::string>()});
  EXPECT_TRUE(run.outcome == Outcome::succeeded || run.code == "extension_missing") << run.code << run.message;
  EXPECT_TRUE(run.artifacts.empty());
}

INSTANTIATE_TEST_SUITE_P(Sdk10, GoldenPlugin, testing::Values("sum_c", "sum_cpp"),
                         [](const auto& value) { return value.param; });

TEST(GoldenFailures, ReachTheHostWithCodeAndRetryHint) {
#ifndef __x86_64__
  GTEST_SKIP() << "SKIPPED: the golden plugins are of x86-64";
#endif
  const auto folder = std::filesystem::path(JOBHOST_SOURCE_DIR) / "tests/plugin_abi/golden/sdk_1_0";
  PluginProbe in_c(setup_of(folder / "sum_c.so"));
  in_c.hello();
  const auto no_digits = in_c.run({.payload = "{}"});
  EXPECT_EQ(no_digits.code, "no_digits");
  EXPECT_FALSE(no_digits.retryable);
  PluginProbe in_cpp(setup_of(folder / "sum_cpp.so"));
  in_cpp.hello();
  const auto negative = in_cpp.run({.payload = R"({"values": [-1]})"});
  EXPECT_EQ(negative.code, "negative");
  EXPECT_FALSE(negative.retryable);
}

TEST(NewerPlugin, WhoseStructsAreLongerThanOursRuns) {
  EXPECT_NO_THROW(check_elf(built("newer_minor")));
  PluginProbe probe(setup_of(built("newer_minor")));
  EXPECT_EQ(probe.hello().at("abi"), "1.7");
  EXPECT_EQ(probe.hello().at("version"), "2.0.0");
  const auto run = probe.run({.payload = "{}"});
  EXPECT_EQ(run.result, R"({"extension": false})") << run.message;
  EXPECT_TRUE(probe.leave());
}

TEST(PluginProbe, ReportsHowAPluginMisbehaved) {
  const auto run_of = [](const std::string& payload) {
    PluginProbe probe(setup_of(built("hostile")));
    probe.hello();
    return probe.run({.payload = payload, .timeout = std::chrono::milliseconds(2'000)});
  };
  EXPECT_EQ(run_of(R"({"do": "abort"})").message, "it crashed with SIGABRT");
  EXPECT_EQ(run_of(R"({"do": "_exit"})").message, "it ended its process with exit code 7");
  EXPECT_EQ(run_of(R"({"do": "write_to_wire"})").message.substr(0, 38), "it broke the protocol of the runner: a");
  EXPECT_EQ(run_of(R"({"do": "spin"})").outcome, Outcome::timed_out);
  EXPECT_EQ(run_of(R"({"do": "job_error"})").code, "hopeless");
  const auto output = run_of(R"({"do": "print"})").output;  // of two pipes, in any order
  EXPECT_NE(output.find("to stdout\nsecond line without end"), std::string::npos) << output;
  EXPECT_NE(output.find("to stderr\n"), std::string::npos) << output;
  EXPECT_EQ(run_of(R"({"do": "close_wire"})").outcome, Outcome::timed_out);
}

TEST(PluginProbe, SaysThatAPluginCrashedWhileItWasLoaded) {
  PluginProbe probe(setup_of(built("crash_on_load")));
  try {
    probe.hello();
    FAIL() << "it was loaded";
  } catch (const PluginRefused& refused) {
    EXPECT_EQ(refused.code(), "crashed_on_load");
    EXPECT_STREQ(refused.what(), "it crashed with SIGABRT while it was loaded");
  }
}

TEST(PluginProbe, AsksThePluginForExtensions) {
  auto setup = setup_of(built("example_c"));
  setup.ask_extensions = {"jobhost.nobody_has_this/1"};
  PluginProbe probe(setup);
  EXPECT_EQ(probe.hello().at("extensions").at("jobhost.nobody_has_this/1"), false);
}

}  // namespace
}  // namespace jobhost
