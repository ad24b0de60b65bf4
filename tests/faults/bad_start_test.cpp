// Starts that must fail do so with a sentence and exit code 2; plugins that cannot be used take only their type
// down.

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <fstream>

#include "support/host_process.hpp"

namespace jobhost {
namespace {

TEST(BadStart, APortInUseIsNamed) {
  HostProcess first(test_config({"noop"}));
  first.start();
  HostProcess second(test_config({"noop"}));
  second.listen_on(first.address());
  const auto failure = second.start_and_fail();
  EXPECT_EQ(failure.exit_code, 2);
  EXPECT_NE(failure.output.find(first.address()), std::string::npos) << failure.output;
  EXPECT_NE(failure.output.find("in use"), std::string::npos) << failure.output;
}

TEST(BadStart, ADataFolderThatCannotBeMadeIsNamed) {
  HostProcess host(test_config({"noop"}));
  std::ofstream(host.folder() / "file") << "not a folder";
  host.keep_data_in(host.folder() / "file" / "data");
  const auto failure = host.start_and_fail();
  EXPECT_EQ(failure.exit_code, 2);
  EXPECT_NE(failure.output.find((host.folder() / "file" / "data").string()), std::string::npos) << failure.output;
  EXPECT_NE(failure.output.find("--data"), std::string::npos) << failure.output;
}

TEST(BadStart, ADatabaseThatIsNotOneIsNamed) {
  HostProcess host(test_config({"noop"}));
  std::filesystem::create_directories(host.data());
  std::ofstream(host.data() / "jobhost.db") << std::string(4096, 'x');
  const auto failure = host.start_and_fail();
  EXPECT_EQ(failure.exit_code, 2);
  EXPECT_NE(failure.output.find("jobhost.db"), std::string::npos) << failure.output;
}

TEST(BadStart, EveryProblemOfTheConfigIsShownWithItsPlace) {
  HostProcess host(
      "server: {listne: 127.0.0.1:0}\njob_types:\n  noop:\n    plugin: noop.so\n    concurrency: none\n");
  const auto failure = host.start_and_fail();
  EXPECT_EQ(failure.exit_code, 2);
  EXPECT_NE(failure.output.find("jobs.yaml:1:10"), std::string::npos) << failure.output;
  EXPECT_NE(failure.output.find("jobs.yaml:5:"), std::string::npos) << failure.output;
}

TEST(BadStart, AnAddressThatIsNotLoopbackIsRefused) {
  HostProcess host(test_config({"noop"}));
  host.listen_on("0.0.0.0:0");
  const auto failure = host.start_and_fail();
  EXPECT_EQ(failure.exit_code, 2);
  EXPECT_NE(failure.output.find("0.0.0.0"), std::string::npos) << failure.output;
}

struct BadPlugin {
  std::string name;
  std::string file;
  std::string reason;  // a part of it
};

void PrintTo(const BadPlugin& plugin, std::ostream* out) {
  *out << plugin.name;
}

class UnusablePlugin : public testing::TestWithParam<BadPlugin> {};

TEST_P(UnusablePlugin, MakesItsTypeUnavailableWithTheReasonAndTheRestRuns) {
  const auto file =
      GetParam().file.front() == '/' ? GetParam().file : fmt::format("{}/{}", JOBHOST_PLUGIN_DIR, GetParam().file);
  HostProcess host(test_config({"example_c"}) + fmt::format("  broken:\n    plugin: {}\n", file));
  host.start();
  auto api = host.client();
  const auto type = api.get("/v1/job-types/broken").json();
  EXPECT_EQ(type.at("available"), false);
  EXPECT_NE(type.at("unavailable_reason").get<std::string>().find(GetParam().reason), std::string::npos)
      << type.dump();
  const auto refused = api.post("/v1/jobs", {{"type", "broken"}, {"payload", nlohmann::json::object()}});
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(api.finish(api.submit("example_c", {{"values", {1}}})).at("state"), "succeeded");
}

INSTANTIATE_TEST_SUITE_P(Reasons, UnusablePlugin,
                         testing::Values(BadPlugin{"Missing", "missing.so", "No such file"},
                                         BadPlugin{"NotALibrary", JOBHOST_SOURCE_DIR "/LICENSE",
                                                   "not a whole ELF file"},
                                         BadPlugin{"NotAPlugin", "not_a_plugin.so", "jobhost_plugin_v1"},
                                         BadPlugin{"WrongAbi", "wrong_abi.so", "built for ABI 99.0"},
                                         BadPlugin{"CrashesWhileLoading", "crash_on_load.so",
                                                   "crashed with SIGABRT while it was loaded"}),
                         [](const auto& plugin) { return plugin.param.name; });

}  // namespace
}  // namespace jobhost
