#include <gtest/gtest.h>

#include "config_file.hpp"

namespace jobhost {
namespace {

using namespace std::chrono_literals;
using test::ConfigFile;

constexpr auto kEverything = R"(
server:
  listen: 127.0.0.1:0
  threads: 4
  max_body: 2MiB
  max_import: 1MB
  header_timeout: 250ms
  body_timeout: 30
storage:
  data_dir: data
  busy_timeout: 1s
  retention: 2d
runtime:
  lease: 20s
  drain_timeout: 0
logging:
  level: warning
  format: json
job_types:
  zeta:
    plugin: /opt/zeta.so
  optimization:
    plugin: plugins/../plugins/optimization.so
    concurrency: 3
    timeout: 1h
    cancel_grace: 100ms
    max_output: 1KiB
    max_attempts: 7
    backoff: 2s
    backoff_limit: 1m
    crash_limit: 2
    memory_limit: 1GiB
    cpu_time_limit: 90s
    nice: 5
    recycle_after: 100
    sandbox: required
    allow_network: true
    sha256: 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff
)";

TEST(LoadConfig, ReadsServerAndStorage) {
  const ConfigFile file(kEverything);
  const auto config = load_config(file.path());
  EXPECT_EQ(config.file, file.path());
  EXPECT_EQ(config.server.listen, "127.0.0.1:0");
  EXPECT_EQ(config.server.threads, 4);
  EXPECT_EQ(config.server.max_body_bytes, 2 << 20);
  EXPECT_EQ(config.server.max_import_bytes, 1'000'000);
  EXPECT_EQ(config.server.header_timeout, 250ms);
  EXPECT_EQ(config.server.body_timeout, 30s);
  EXPECT_EQ(config.storage.busy_timeout, 1s);
  EXPECT_EQ(config.storage.retention, 48h);
}

TEST(LoadConfig, ReadsRuntimeAndLogging) {
  const ConfigFile file(kEverything);
  const auto config = load_config(file.path());
  EXPECT_EQ(config.runtime.lease, 20s);
  EXPECT_EQ(config.runtime.drain_timeout, 0s);
  EXPECT_EQ(config.logging.level, LogLevel::warning);
  EXPECT_EQ(config.logging.format, LogFormat::json);
}

TEST(LoadConfig, ReadsJobTypesByName) {
  const ConfigFile file(kEverything);
  const auto config = load_config(file.path());
  ASSERT_EQ(config.job_types.size(), 2U);
  const auto& type = config.job_types[0];
  EXPECT_EQ(type.name, "optimization");
  EXPECT_EQ(type.line, 22);
  EXPECT_EQ(type.concurrency, 3);
  EXPECT_EQ(type.timeout, 1h);
  EXPECT_EQ(type.cancel_grace, 100ms);
  EXPECT_EQ(type.max_output_bytes, 1024);
  EXPECT_EQ(type.retry.max_attempts, 7);
  EXPECT_EQ(type.retry.backoff, 2s);
  EXPECT_EQ(type.retry.backoff_limit, 60s);
  EXPECT_EQ(type.settings, "{}");
  EXPECT_EQ(type.crash_limit, 2);
  EXPECT_EQ(type.limits, (RunnerLimits{1 << 30, 90s, 5, SandboxMode::required, true}));
  EXPECT_EQ(type.recycle_after, (RecycleAfter{100, 0}));
  EXPECT_EQ(type.sha256, "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
  EXPECT_EQ(config.job_types[1].name, "zeta");
}

TEST(LoadConfig, ResolvesPathsAgainstTheFolderOfTheFile) {
  const ConfigFile file(kEverything);
  const auto config = load_config(file.path());
  EXPECT_EQ(config.storage.data_dir, file.folder() / "data");
  EXPECT_EQ(config.job_types[0].plugin, file.folder() / "plugins/optimization.so");
  EXPECT_EQ(config.job_types[1].plugin, "/opt/zeta.so");
}

TEST(LoadConfig, MakesARelativeFileNameAbsolute) {
  const ConfigFile file(kEverything);
  const auto relative = std::filesystem::relative(file.path());
  const auto config = load_config(relative);
  EXPECT_EQ(config.file, file.path());
  EXPECT_EQ(config.storage.data_dir, file.folder() / "data");
}

TEST(LoadConfig, KeepsDefaultsOfWhatIsAbsent) {
  for (const auto* text : {"", "# nothing\n", "server:\n  # all commented out\njob_types:\n", "{}"}) {
    const ConfigFile file(text);
    const auto config = load_config(file.path());
    EXPECT_EQ(config.server.listen, "127.0.0.1:8080") << text;
    EXPECT_EQ(config.storage.data_dir, file.folder() / "var") << text;
    EXPECT_TRUE(config.job_types.empty()) << text;
  }
}

TEST(LoadConfig, AcceptsAPluginFileThatIsMissing) {
  const ConfigFile file("job_types: {ghost: {plugin: ghost.so}}");
  EXPECT_EQ(load_config(file.path()).job_types.at(0).plugin, file.folder() / "ghost.so");
}

TEST(LoadConfig, AcceptsTheFileOfThisProject) {
  const auto config = load_config(std::filesystem::path(JOBHOST_SOURCE_DIR) / "jobs.yaml");
  ASSERT_FALSE(config.job_types.empty());
  const auto has_optimization = [](const auto& type) {
    return type.name == "optimization" && type.concurrency == 2;
  };
  EXPECT_TRUE(std::any_of(config.job_types.begin(), config.job_types.end(), has_optimization));
}

}  // namespace
}  // namespace jobhost
