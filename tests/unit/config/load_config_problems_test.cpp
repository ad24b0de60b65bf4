#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config_file.hpp"

namespace jobhost {
namespace {

using test::ConfigFile;
using test::problems_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(LoadConfigProblems, AreAllReportedAtOnceInTheOrderOfTheFile) {
  const auto problems = problems_of(
      "servr: {}\n"
      "server:\n"
      "  threads: many\n"
      "  listen: 0.0.0.0:80\n"
      "logging: {level: loud}\n"
      "job_types:\n"
      "  Bad-Name: {plugin: a.so}\n"
      "  good: {concurrency: 0}\n");
  EXPECT_THAT(problems, ElementsAre(HasSubstr("1:1: unknown key \"servr\"; did you mean \"server\"?"),
                                    HasSubstr("3:12: server.threads"), HasSubstr("4:11: server.listen"),
                                    HasSubstr("5:18: logging.level"), HasSubstr("7:3: job type \"Bad-Name\""),
                                    HasSubstr("8:3: job_types.good.plugin is missing"),
                                    HasSubstr("8:23: job_types.good.concurrency is \"0\"")));
}

TEST(LoadConfigProblems, NameTheValueAndWhatIsAccepted) {
  EXPECT_THAT(problems_of("server: {threads: 65}"),
              ElementsAre("1:19: server.threads is \"65\"; must be a whole number from 1 to 64"));
  EXPECT_THAT(
      problems_of("server: {max_body: 1PB}"),
      ElementsAre("1:20: server.max_body is \"1PB\"; must be a size such as 512KiB, 32MiB or a number of bytes, "
                  "from 1KiB to 64MiB"));
  EXPECT_THAT(
      problems_of("runtime: {lease: soon}"),
      ElementsAre("1:18: runtime.lease is \"soon\"; must be a duration such as 250ms, 20s, 10m, 2h or 7d, from "
                  "100ms to 1h"));
  EXPECT_THAT(problems_of("logging: {format: xml}"),
              ElementsAre("1:19: logging.format is \"xml\"; must be human or json"));
}

TEST(LoadConfigProblems, IncludeWrongKindsOfValue) {
  EXPECT_THAT(problems_of("server: 5"), ElementsAre("1:9: server is \"5\"; must be a mapping of keys to values"));
  EXPECT_THAT(problems_of("- a"), ElementsAre("1:1: the file is a list; must be a mapping of keys to values"));
  EXPECT_THAT(problems_of("server: {threads: [1]}"), ElementsAre(HasSubstr("server.threads is a list; must be")));
  EXPECT_THAT(problems_of("server:\n  threads:\n"),
              ElementsAre(HasSubstr("2:3: server.threads is empty; must be")));
  EXPECT_THAT(problems_of("job_types: [a]"), ElementsAre(HasSubstr("job_types is a list")));
  EXPECT_THAT(problems_of("[a, b]: c"), ElementsAre(HasSubstr("1:1: a key is a list")));
}

TEST(LoadConfigProblems, ShowOnlyTheBeginningOfALongValue) {
  EXPECT_THAT(problems_of("server: {threads: " + std::string(5'000, 'x') + "}"),
              ElementsAre(HasSubstr("server.threads is \"" + std::string(80, 'x') + "\"...; must be")));
}

TEST(LoadConfigProblems, IncludeUnknownKeysWithTheClosestKnownOne) {
  EXPECT_THAT(
      problems_of("job_types: {a: {plugin: a.so, concurency: 2}}"),
      ElementsAre(
          "1:31: unknown key \"concurency\" in job_types.a; did you mean \"concurrency\"? known: plugin, "
          "concurrency, timeout, cancel_grace, max_output, memory_limit, cpu_time_limit, nice, crash_limit, "
          "allow_network, sandbox, recycle_after, sha256, max_attempts, backoff, backoff_limit, settings"));
  EXPECT_THAT(problems_of("job_types: {a: {plugin: a.so, priority: 1}}"),
              ElementsAre(HasSubstr("unknown key \"priority\" in job_types.a; known: plugin, ")));
}

TEST(LoadConfigProblems, IncludeWrongLimitsOfAJobType) {
  EXPECT_THAT(problems_of("job_types:\n  a:\n    plugin: a.so\n    nice: 20\n    sandbox: maybe\n    sha256: abc\n"
                          "    recycle_after: often\n    allow_network: 1\n    memory_limit: 1MiB\n"),
              ElementsAre(HasSubstr("4:11: job_types.a.nice is \"20\""),
                          HasSubstr("5:14: job_types.a.sandbox is \"maybe\"; must be auto, required or off"),
                          HasSubstr("6:13: job_types.a.sha256 is \"abc\"; must be the 64 hexadecimal digits"),
                          HasSubstr("7:20: job_types.a.recycle_after is \"often\""),
                          HasSubstr("8:20: job_types.a.allow_network is \"1\"; must be true or false"),
                          HasSubstr("9:19: job_types.a.memory_limit is \"1MiB\"")));
}

TEST(LoadConfigProblems, IncludeKeysThatAreThereTwice) {
  EXPECT_THAT(problems_of("runtime:\n  lease: 5s\n  lease: 6s\n"),
              ElementsAre("3:3: runtime.lease is there twice; the first is in line 2"));
  EXPECT_THAT(problems_of("server: {}\nserver: {}\n"),
              ElementsAre("2:1: server is there twice; the first is in line 1"));
}

TEST(LoadConfigProblems, IncludeNamesThatAreNoJobTypeNames) {
  for (const std::string name : {"Upper", "1st", "a-b", "_a", "'a b'", "\xc3\xa4"}) {
    EXPECT_THAT(problems_of("job_types: {" + name + ": {plugin: a.so}}"),
                ElementsAre(HasSubstr("a name is a lower-case")))
        << name;
  }
  EXPECT_THAT(problems_of("job_types: {a" + std::string(63, 'x') + ": {plugin: a.so}}"), IsEmpty());
  EXPECT_THAT(problems_of("job_types: {a" + std::string(64, 'x') + ": {plugin: a.so}}"), testing::SizeIs(1));
}

TEST(LoadConfigProblems, IncludeABackoffLimitBelowTheBackoff) {
  EXPECT_THAT(problems_of("job_types: {a: {plugin: a.so, backoff: 2m, backoff_limit: 1m}}"),
              ElementsAre("1:44: job_types.a.backoff_limit is 1m; must not be less than backoff, which is 2m"));
  EXPECT_THAT(problems_of("job_types: {a: {plugin: a.so, backoff: 1h}}"),
              ElementsAre(HasSubstr("backoff_limit is 10m; must not be less than backoff, which is 1h")));
}

TEST(LoadConfigProblems, IncludeTextThatIsNoYaml) {
  EXPECT_THAT(problems_of("server:\n  listen: [unclosed\n"), ElementsAre(HasSubstr("this is not YAML: ")));
  EXPECT_THAT(problems_of("a: b: c"), ElementsAre(HasSubstr("1:5: this is not YAML: ")));
  EXPECT_THAT(problems_of("server: *nobody"), ElementsAre(HasSubstr("this is not YAML: ")));
}

TEST(LoadConfigProblems, IncludeASecondDocument) {
  EXPECT_THAT(problems_of("server: {}\n---\nserver: {}\n"),
              ElementsAre(HasSubstr("2:1: the document ends before this: a second one (---)")));
}

// yaml-cpp reads these as empty documents without end.
TEST(LoadConfigProblems, IncludeStrayBrackets) {
  for (const auto* text : {"]", "}", "server: {}\n]\n", "runtime:\n  lease: 15s\n  }\n"}) {
    EXPECT_THAT(problems_of(text), testing::SizeIs(1)) << text;
  }
}

TEST(LoadConfigProblems, SayWhyAFileCannotBeRead) {
  const ConfigFile file("");
  try {
    load_config(file.folder() / "other.yaml");
    FAIL() << "a file that is not there was read";
  } catch (const UserError& error) {
    EXPECT_THAT(error.what(), HasSubstr("other.yaml cannot be read: No such file or directory"));
  }
  EXPECT_THROW(load_config(file.folder()), UserError);
}

TEST(LoadConfigProblems, AreCountedInTheMessage) {
  const ConfigFile file("a: 1\nb: 2\n");
  try {
    load_config(file.path());
    FAIL() << "unknown keys were accepted";
  } catch (const UserError& error) { EXPECT_EQ(error.what(), file.path().string() + " has 2 problems"); }
}

}  // namespace
}  // namespace jobhost
