#include "runtime/running_attempt.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <nlohmann/json.hpp>

#include "runtime/wire.hpp"
#include "support/temporary_folder.hpp"

namespace jobhost {
namespace {

Job some_job() {
  Job job;
  job.id = 5;
  job.attempt = 2;
  return job;
}

class RunningAttemptTest : public testing::Test {
 protected:
  SystemClock clock_;
  RunningAttempt attempt_{some_job(), clock_};
};

TEST_F(RunningAttemptTest, OutputBecomesOneLogLinePerLine) {
  attempt_.on_output("stdout", "first\nsec");
  attempt_.on_output("stderr", "warned\n");
  attempt_.on_output("stdout", "ond\nno end");
  nlohmann::json message{{"outcome", "succeeded"}, {"result", "{}"}};
  const auto ended = attempt_.end_by_message(message);
  std::vector<std::string> lines;
  for (const auto& line : ended.log) { lines.push_back(line.source + ":" + line.message); }
  EXPECT_EQ(lines, (std::vector<std::string>{"stdout:first", "stderr:warned", "stdout:second", "stdout:no end"}));
}

TEST_F(RunningAttemptTest, AFloodOfOutputIsCutAndCounted) {
  for (int i = 0; i < 10'500; ++i) { attempt_.on_output("stdout", "line\n"); }
  const auto ended = attempt_.give_back();
  ASSERT_EQ(ended.log.size(), 10'001u);
  EXPECT_EQ(ended.log.back().message, "500 more lines of output were dropped");
}

TEST_F(RunningAttemptTest, ACrashNamesTheSignalAndKeepsTheLastLines) {
  attempt_.on_output("stderr", "assertion failed\n");
  const auto ended = attempt_.end_by_exit({.exit_code = 0, .signal = SIGSEGV}, "");
  EXPECT_EQ(ended.end.outcome, AttemptOutcome::crashed);
  ASSERT_TRUE(ended.end.error);
  EXPECT_EQ(ended.end.error->error_class, "crashed");
  EXPECT_EQ(ended.end.error->code, "SIGSEGV");
  EXPECT_EQ(ended.end.error->signal, SIGSEGV);
  EXPECT_EQ(ended.end.error->detail, "assertion failed");
}

TEST_F(RunningAttemptTest, AnExitOfThePluginIsACrashWithItsCode) {
  const auto ended = attempt_.end_by_exit({.exit_code = 3, .signal = 0}, "");
  EXPECT_EQ(ended.end.error->message, "the plugin ended its process with exit code 3");
}

TEST_F(RunningAttemptTest, WhatTheHostAskedForIsNotACrash) {
  attempt_.stop_for(StopReason::timeout);
  attempt_.stop_for(StopReason::cancelled);  // the first reason stays
  const auto ended = attempt_.end_by_exit({.exit_code = 0, .signal = SIGKILL}, "");
  EXPECT_EQ(ended.end.outcome, AttemptOutcome::timeout);
  EXPECT_FALSE(ended.cancel_requested);
}

TEST_F(RunningAttemptTest, AnAttemptStoppedByTheHostsEndIsGivenBack) {
  attempt_.stop_for(StopReason::shutdown);
  nlohmann::json message{{"outcome", "cancelled"}};
  const auto ended = attempt_.end_by_message(message);
  EXPECT_FALSE(ended.end.counts);
}

TEST_F(RunningAttemptTest, AResultThatCameInTimeWinsOverTheCancel) {
  attempt_.stop_for(StopReason::cancelled);
  nlohmann::json message{{"outcome", "succeeded"}, {"result", "{\"a\":1}"}};
  const auto ended = attempt_.end_by_message(message);
  EXPECT_EQ(ended.end.outcome, AttemptOutcome::succeeded);
  EXPECT_EQ(ended.result, "{\"a\":1}");
}

TEST_F(RunningAttemptTest, AMessageWithoutItsFieldsIsAWireError) {
  nlohmann::json message{{"fraction", 0.5}};
  EXPECT_THROW(attempt_.on_progress(message), WireError);
  EXPECT_THROW(attempt_.on_chunk({{"bytes", nlohmann::json::binary({1, 2})}}, 100), WireError);
}

TEST_F(RunningAttemptTest, AnArtifactOverTheLimitIsAWireError) {
  const TemporaryFolder folder;
  ArtifactFiles files(folder.path());
  attempt_.on_artifact({{"name", "a"}, {"media_type", "text/plain"}}, files);
  attempt_.on_chunk({{"bytes", nlohmann::json::binary({1, 2, 3})}}, 4);
  EXPECT_THROW(attempt_.on_chunk({{"bytes", nlohmann::json::binary({4, 5})}}, 4), WireError);
}

TEST_F(RunningAttemptTest, APlanUsesUpNoAttempt) {
  attempt_.on_shard({{"payload", "1"}}, 100);
  attempt_.on_shard({{"payload", "2"}}, 100);
  nlohmann::json message{{"outcome", "planned"}};
  const auto ended = attempt_.end_by_message(message);
  EXPECT_TRUE(ended.end.planned);
  EXPECT_FALSE(ended.end.counts);
  EXPECT_EQ(ended.shards, (std::vector<std::string>{"1", "2"}));
  EXPECT_EQ(ended.log.back().message, "cut into 2 shards");
}

TEST_F(RunningAttemptTest, APlanThatNobodyAskedForIsAWireError) {
  nlohmann::json planned{{"outcome", "planned"}};
  EXPECT_THROW(static_cast<void>(attempt_.end_by_message(planned)), WireError);
  auto shard = some_job();
  shard.parent_id = 4;
  RunningAttempt of_shard(shard, clock_);
  of_shard.on_shard({{"payload", "1"}}, 100);
  EXPECT_THROW(static_cast<void>(of_shard.end_by_message(planned)), WireError);
}

TEST_F(RunningAttemptTest, APlanOfAJobThatIsToStopIsForgotten) {
  attempt_.on_shard({{"payload", "1"}}, 100);
  attempt_.stop_for(StopReason::cancelled);
  nlohmann::json message{{"outcome", "planned"}};
  const auto ended = attempt_.end_by_message(message);
  EXPECT_EQ(ended.end.outcome, AttemptOutcome::cancelled);
  EXPECT_FALSE(ended.end.planned);
  EXPECT_TRUE(ended.shards.empty());
}

TEST_F(RunningAttemptTest, ShardsAndRecordsOverTheLimitAreWireErrors) {
  attempt_.on_shard({{"payload", "12345"}}, 8);
  EXPECT_THROW(attempt_.on_shard({{"payload", "6789"}}, 8), WireError);
  attempt_.on_record({{"collection", "c"}, {"key", "k"}, {"json", "12345"}}, 8);
  EXPECT_THROW(attempt_.on_record({{"collection", "c"}, {"key", "k"}, {"json", "6789"}}, 8), WireError);
  EXPECT_THROW(attempt_.on_record({{"collection", "c"}, {"key", "k"}}, 8), WireError);
}

TEST_F(RunningAttemptTest, RecordsOfAFailureAreForgotten) {
  attempt_.on_record({{"collection", "c"}, {"key", "k"}, {"json", "1"}}, 100);
  nlohmann::json message{{"outcome", "failed"}, {"code", "x"}, {"message", "y"}};
  EXPECT_TRUE(attempt_.end_by_message(message).records.empty());
}

TEST_F(RunningAttemptTest, AMergeStaysAtTheEndOfItsProgress) {
  auto parent = some_job();
  parent.shard_count = 3;
  RunningAttempt merge(parent, clock_);
  merge.on_progress({{"fraction", 0.1}, {"message", "merging"}});
  const auto update = merge.take_update();
  EXPECT_EQ(update.progress->fraction, 1.0);
  EXPECT_EQ(update.progress->message, "merging");
}

TEST_F(RunningAttemptTest, TheSameArtifactNameReplaces) {
  const TemporaryFolder folder;
  ArtifactFiles files(folder.path());
  for (int i = 0; i < 2; ++i) { attempt_.on_artifact({{"name", "a"}, {"media_type", "text/plain"}}, files); }
  nlohmann::json message{{"outcome", "succeeded"}, {"result", "{}"}};
  EXPECT_EQ(attempt_.end_by_message(message).artifacts.size(), 1u);
}

class LimitedAttempt : public testing::Test {
 protected:
  SystemClock clock_;
  RunningAttempt attempt_{some_job(), clock_, {.memory_bytes = 512 << 20, .cpu_time = std::chrono::seconds(2)}};
};

TEST_F(LimitedAttempt, OutOfMemoryUnderALimitIsThatLimit) {
  nlohmann::json message{
      {"outcome", "failed"}, {"code", "out_of_memory"}, {"message", "the plugin ran out of memory"}};
  const auto ended = attempt_.end_by_message(message);
  EXPECT_EQ(ended.end.outcome, AttemptOutcome::resource_exceeded);
  EXPECT_EQ(ended.end.error->code, "memory_limit");
  EXPECT_EQ(ended.end.error->message, "the plugin ran out of memory (memory_limit is 512MiB of address space)");
}

TEST_F(RunningAttemptTest, OutOfMemoryWithoutALimitIsAFailureLikeAnyOther) {
  nlohmann::json message{{"outcome", "failed"}, {"code", "out_of_memory"}, {"message", "no memory"}};
  const auto ended = attempt_.end_by_message(message);
  EXPECT_EQ(ended.end.outcome, AttemptOutcome::failed);
  EXPECT_EQ(ended.end.error->code, "out_of_memory");
}

TEST_F(LimitedAttempt, ABadAllocThatNobodyCaughtIsThatLimitToo) {
  const auto ended = attempt_.end_by_exit({.exit_code = 0, .signal = SIGABRT, .out_of_memory = true}, "");
  EXPECT_EQ(ended.end.outcome, AttemptOutcome::resource_exceeded);
  EXPECT_EQ(ended.end.error->code, "memory_limit");
}

TEST_F(LimitedAttempt, AnAbortForAnotherReasonIsACrash) {
  const auto ended = attempt_.end_by_exit({.exit_code = 0, .signal = SIGABRT}, "");
  EXPECT_EQ(ended.end.outcome, AttemptOutcome::crashed);
}

TEST_F(LimitedAttempt, AnEndOverItsCpuTimeNamesTheLimitAndIsNotTriedAgain) {
  attempt_.stop_for(StopReason::cpu_time);
  const auto ended = attempt_.end_by_exit({.exit_code = 0, .signal = SIGXCPU}, "");
  EXPECT_EQ(ended.end.outcome, AttemptOutcome::resource_exceeded);
  EXPECT_EQ(ended.end.error->code, "cpu_time_limit");
  EXPECT_EQ(ended.end.error->message, "the attempt used up its CPU time (cpu_time_limit is 2s) and was ended");
  EXPECT_FALSE(ended.end.error->retryable);
}

}  // namespace
}  // namespace jobhost
