#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli_run.hpp"

namespace jobhost {
namespace {

using test::run;
using test::write_file;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(ConfigCheck, SummarizesAValidFile) {
  const TemporaryFolder folder;
  write_file(folder, "there.so", "");
  const auto file = write_file(folder, "jobs.yaml",
                               "job_types: {here: {plugin: there.so, timeout: 2m}, gone: {plugin: gone.so}}");
  const auto result = run({"config", "check", "--config", file});
  EXPECT_EQ(result.exit, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("jobs.yaml is valid\n"));
  EXPECT_THAT(result.out, HasSubstr("here                1       2m  " + (folder / "there.so").string() + "\n"));
  EXPECT_THAT(result.out, HasSubstr((folder / "gone.so").string() + " (not there)\n"));
}

TEST(ConfigCheck, ShowsEveryProblemOnStderr) {
  const TemporaryFolder folder;
  const auto file = write_file(folder, "jobs.yaml", "server: {threads: 0}\nstorag: {}\n");
  const auto result = run({"config", "check", "--config", file});
  EXPECT_EQ(result.exit, 2);
  EXPECT_THAT(result.out, IsEmpty());
  EXPECT_THAT(result.err,
              HasSubstr("jobs.yaml has 2 problems\n  " + file + ":1:19: server.threads is \"0\"; must be"));
  EXPECT_THAT(result.err, HasSubstr(file + ":2:1: unknown key \"storag\"; did you mean \"storage\"?"));
}

TEST(ConfigCheck, PrintsOneJsonDocument) {
  const TemporaryFolder folder;
  const auto good = write_file(folder, "good.yaml", "job_types: {a: {plugin: /gone.so}}");
  const auto bad = write_file(folder, "bad.yaml", "x: 1");
  EXPECT_EQ(run({"config", "check", "--json", "--config", good}).out,
            R"({"file":")" + good +
                R"(","problems":[],"job_types":[{"name":"a","plugin":"/gone.so","plugin_exists":false}]})" + "\n");
  const auto refused = run({"config", "check", "--json", "--config", bad});
  EXPECT_EQ(refused.exit, 2);
  EXPECT_THAT(refused.out, HasSubstr(R"("problems":[{"where":")" + bad + R"(:1:1","what":"unknown key \"x\")"));
  EXPECT_THAT(refused.err, IsEmpty());
}

TEST(ConfigCheck, SaysThatAFileIsNotThere) {
  const auto result = run({"config", "check", "--config", "/nowhere/jobs.yaml"});
  EXPECT_EQ(result.exit, 2);
  EXPECT_EQ(result.err, "jobhost: /nowhere/jobs.yaml cannot be read: No such file or directory\n");
}

}  // namespace
}  // namespace jobhost
