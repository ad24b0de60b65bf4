// The C++ SDK against a host that this test plays: what a handler throws becomes what the ABI says.

#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <jobhost/plugin.hpp>

namespace {

// Records what the plugin says to the host.
struct Recorder {
  jobhost_host host{};
  jobhost_job job{};
  std::string payload = "{}";
  std::string result, code, message, refusal;
  int retry = -1;
  bool cancel = false;

  static Recorder& of(const jobhost_job* job) { return *static_cast<Recorder*>(job->host_data); }

  Recorder() {
    host.struct_size = sizeof host;
    host.get_extension = [](const jobhost_host*, jobhost_string) -> const void* { return nullptr; };
    host.refuse = [](const jobhost_host* self, jobhost_string reason) {
      // host is the first member, so the host's address is the recorder's.
      const_cast<Recorder*>(reinterpret_cast<const Recorder*>(self))->refusal = jobhost::to_view(reason);
    };
    job.struct_size = sizeof job;
    job.host_data = this;
    job.cancelled = [](const jobhost_job* j) { return of(j).cancel ? 1 : 0; };
    job.progress = [](const jobhost_job*, double, jobhost_string) {};
    job.log = [](const jobhost_job*, int32_t, jobhost_string) {};
    job.set_result = [](const jobhost_job* j, jobhost_string json) -> jobhost_status {
      of(j).result = jobhost::to_view(json);
      return JOBHOST_OK;
    };
    job.fail = [](const jobhost_job* j, jobhost_string why, int32_t hint, jobhost_string text) {
      of(j).code = jobhost::to_view(why);
      of(j).retry = hint;
      of(j).message = jobhost::to_view(text);
    };
    job.last_error = [](const jobhost_job*) { return jobhost::to_abi("no reason"); };
  }
};

// What the handler does is set by each test.
std::function<jobhost::json(jobhost::Job&)>& body() {
  static std::function<jobhost::json(jobhost::Job&)> function;
  return function;
}

class Scripted : public jobhost::Handler {
 public:
  static jobhost::Descriptor describe() {
    return {.id = "scripted", .version = "0.1.0", .title = "", .description = "", .payload_schema = "{}"};
  }
  void configure(const jobhost::json& settings) override {
    if (settings.contains("bad")) { throw std::runtime_error("settings.bad is not known"); }
  }
  jobhost::json run(jobhost::Job& job) override { return body()(job); }
};

jobhost_status run(Recorder& recorder, std::function<jobhost::json(jobhost::Job&)> function) {
  body() = std::move(function);
  recorder.job.payload = jobhost::to_abi(recorder.payload);
  const auto* plugin = jobhost::detail::plugin<Scripted>();
  void* instance = nullptr;
  EXPECT_EQ(plugin->init(&recorder.host, jobhost::to_abi("{}"), &instance), JOBHOST_OK);
  const auto status = plugin->run(instance, &recorder.job);
  plugin->destroy(instance);
  return status;
}

TEST(Sdk, ReturnsTheResultAsJson) {
  Recorder recorder;
  recorder.payload = R"({"x": 2})";
  EXPECT_EQ(run(recorder,
                [](jobhost::Job& job) {
                  return jobhost::json{{"y", job.payload().at("x")}};
                }),
            JOBHOST_OK);
  EXPECT_EQ(recorder.result, R"({"y":2})");
}

TEST(Sdk, AJobErrorIsNotWorthARetry) {
  Recorder recorder;
  EXPECT_EQ(run(recorder, [](auto&) -> jobhost::json { throw jobhost::JobError("too short", "bad_window"); }),
            JOBHOST_FAILED);
  EXPECT_EQ(recorder.code, "bad_window");
  EXPECT_EQ(recorder.retry, JOBHOST_NO_RETRY);
  EXPECT_EQ(recorder.message, "too short");
}

TEST(Sdk, EveryOtherExceptionIsWorthARetry) {
  Recorder recorder;
  EXPECT_EQ(run(recorder, [](auto&) -> jobhost::json { throw std::runtime_error("disk"); }), JOBHOST_FAILED);
  EXPECT_EQ(recorder.retry, JOBHOST_RETRY);
  EXPECT_EQ(recorder.message, "disk");
  EXPECT_EQ(run(recorder, [](auto&) -> jobhost::json { throw 1; }), JOBHOST_FAILED);
  EXPECT_EQ(recorder.message, "the plugin threw something that is not a std::exception");
}

TEST(Sdk, CancellingEndsAsCancelled) {
  Recorder recorder;
  recorder.cancel = true;
  const auto status = run(recorder, [](jobhost::Job& job) -> jobhost::json {
    job.throw_if_cancelled();
    return 1;
  });
  EXPECT_EQ(status, JOBHOST_CANCELLED);
  EXPECT_TRUE(recorder.result.empty());
}

TEST(Sdk, AnExtensionThatTheHostLacksIsNamed) {
  Recorder recorder;
  EXPECT_EQ(run(recorder, [](jobhost::Job& job) -> jobhost::json { return job.series("SP500", "1d").size(); }),
            JOBHOST_FAILED);
  EXPECT_EQ(recorder.message, "this host does not offer jobhost.market_data/1");
}

TEST(Sdk, TrialsCanBeDoneWithoutWhereNobodyCountsThem) {
  Recorder recorder;
  EXPECT_EQ(run(recorder,
                [](jobhost::Job& job) -> jobhost::json {
                  EXPECT_FALSE(job.trials().offered());
                  return job.trials().count("SP500", "1d", 3).jobs;
                }),
            JOBHOST_FAILED);
  EXPECT_EQ(recorder.code, "extension_missing");
  EXPECT_EQ(recorder.message, "this host does not offer jobhost.trials/1");
}

jobhost_status count_for_test(const jobhost_job*, jobhost_string symbol, jobhost_string timeframe,
                              int64_t evaluations, jobhost_trial_totals* out) {
  if (jobhost::to_view(symbol) != "SP500" || jobhost::to_view(timeframe) != "1d") { return JOBHOST_INVALID; }
  if (!JOBHOST_HAS(out, jobs)) { return JOBHOST_INVALID; }
  out->evaluations = 100 + evaluations;
  out->jobs = 4;
  return JOBHOST_OK;
}

TEST(Sdk, TrialsGoThroughWithTheirTotals) {
  Recorder recorder;
  recorder.host.get_extension = [](const jobhost_host*, jobhost_string id) -> const void* {
    static const jobhost_trials trials{sizeof(jobhost_trials), 0, &count_for_test};
    return jobhost::to_view(id) == "jobhost.trials/1" ? &trials : nullptr;
  };
  EXPECT_EQ(run(recorder,
                [](jobhost::Job& job) -> jobhost::json {
                  EXPECT_TRUE(job.trials().offered());
                  const auto counted = job.trials().count("SP500", "1d", 3);
                  return {counted.evaluations, counted.jobs, job.trials().totals("SP500", "1d").evaluations};
                }),
            JOBHOST_OK);
  EXPECT_EQ(recorder.result, "[103,4,100]");
  EXPECT_EQ(run(recorder, [](jobhost::Job& job) -> jobhost::json { return job.trials().count("", "1d", 3).jobs; }),
            JOBHOST_FAILED);
  EXPECT_EQ(recorder.code, "count_trials");
  EXPECT_EQ(recorder.retry, JOBHOST_NO_RETRY);
}

// Squares the numbers of the payload, one per shard.
class Squares : public jobhost::ShardedHandler {
 public:
  static jobhost::Descriptor describe() {
    return {.id = "squares", .version = "0.1.0", .title = "", .description = "", .payload_schema = "{}"};
  }
  std::vector<jobhost::json> plan(jobhost::Job& job) override {
    return job.payload().at("numbers").get<std::vector<jobhost::json>>();
  }
  jobhost::json run_shard(jobhost::Job& job, const jobhost::json& shard) override {
    job.progress(0.5);
    if (shard < 0) { throw jobhost::JobError("negative", "bad_number"); }
    return shard.get<int>() * shard.get<int>();
  }
  jobhost::json merge(jobhost::Job&, const std::vector<jobhost::json>& partials) override { return partials; }
};

struct ShardedPlugin {
  Recorder recorder;
  const jobhost_plugin* plugin = jobhost::detail::plugin<Squares>();
  void* instance = nullptr;
  const jobhost_sharding* sharding = nullptr;

  explicit ShardedPlugin(const std::string& payload) {
    recorder.payload = payload;
    recorder.job.payload = jobhost::to_abi(recorder.payload);
    plugin->init(&recorder.host, jobhost::to_abi("{}"), &instance);
    sharding = static_cast<const jobhost_sharding*>(
        plugin->get_extension(instance, jobhost::to_abi(JOBHOST_EXT_SHARDING)));
  }
  ~ShardedPlugin() { plugin->destroy(instance); }
};

struct Shards {
  std::vector<std::string> payloads;
  std::size_t most = 100;
  jobhost_shard_sink sink{sizeof(jobhost_shard_sink), 0, this,
                          [](const jobhost_shard_sink* self, jobhost_string shard) {
                            auto& shards = *static_cast<Shards*>(self->host_data);
                            if (shards.payloads.size() == shards.most) { return jobhost_status{JOBHOST_TOO_LARGE}; }
                            shards.payloads.emplace_back(jobhost::to_view(shard));
                            return jobhost_status{JOBHOST_OK};
                          }};
};

TEST(Sdk, OnlyAShardedHandlerHasTheExtension) {
  EXPECT_EQ(jobhost::detail::plugin<Scripted>()->get_extension, nullptr);
  ShardedPlugin squares("{}");
  ASSERT_NE(squares.sharding, nullptr);
  EXPECT_EQ(squares.sharding->struct_size, sizeof(jobhost_sharding));
  EXPECT_EQ(squares.plugin->get_extension(squares.instance, jobhost::to_abi("jobhost.other/1")), nullptr);
}

TEST(Sdk, PlanShardAndMergeGoThroughJson) {
  ShardedPlugin squares(R"({"numbers": [2, 3]})");
  Shards shards;
  EXPECT_EQ(squares.sharding->plan(squares.instance, &squares.recorder.job, &shards.sink), JOBHOST_OK);
  EXPECT_EQ(shards.payloads, (std::vector<std::string>{"2", "3"}));
  EXPECT_EQ(squares.sharding->run_shard(squares.instance, &squares.recorder.job, jobhost::to_abi("3"), 1, 2),
            JOBHOST_OK);
  EXPECT_EQ(squares.recorder.result, "9");
  const std::array partials{jobhost::to_abi("4"), jobhost::to_abi("9")};
  EXPECT_EQ(squares.sharding->merge(squares.instance, &squares.recorder.job, partials.data(), 2), JOBHOST_OK);
  EXPECT_EQ(squares.recorder.result, "[4,9]");
}

TEST(Sdk, EveryPhaseKeepsExceptionsIn) {
  ShardedPlugin squares("{}");
  Shards shards;
  EXPECT_EQ(squares.sharding->plan(squares.instance, &squares.recorder.job, &shards.sink), JOBHOST_FAILED);
  EXPECT_EQ(squares.recorder.code, "exception");
  EXPECT_EQ(squares.sharding->run_shard(squares.instance, &squares.recorder.job, jobhost::to_abi("-1"), 0, 1),
            JOBHOST_FAILED);
  EXPECT_EQ(squares.recorder.code, "bad_number");
  const auto broken = jobhost::to_abi("{");
  EXPECT_EQ(squares.sharding->merge(squares.instance, &squares.recorder.job, &broken, 1), JOBHOST_FAILED);
}

TEST(Sdk, AShardThatTheHostDoesNotTakeFailsThePlan) {
  ShardedPlugin squares(R"({"numbers": [1, 2, 3]})");
  Shards shards;
  shards.most = 2;
  EXPECT_EQ(squares.sharding->plan(squares.instance, &squares.recorder.job, &shards.sink), JOBHOST_FAILED);
  EXPECT_EQ(squares.recorder.code, "bad_plan");
  EXPECT_EQ(squares.recorder.retry, JOBHOST_NO_RETRY);
}

TEST(Sdk, AShardedJobRunsWholeWhereNobodyKnowsShards) {
  static std::vector<double> fractions;
  fractions.clear();
  ShardedPlugin squares(R"({"numbers": [2, 3]})");
  squares.recorder.job.progress = [](const jobhost_job*, double fraction, jobhost_string) {
    fractions.push_back(fraction);
  };
  EXPECT_EQ(squares.plugin->run(squares.instance, &squares.recorder.job), JOBHOST_OK);
  EXPECT_EQ(squares.recorder.result, "[4,9]");
  EXPECT_EQ(fractions, (std::vector{0.25, 0.75}));
}

TEST(Sdk, ASeriesIsCutByTimeWithoutACopy) {
  const std::array<std::int64_t, 4> time{10, 20, 30, 40};
  const std::array<double, 4> price{1, 2, 3, 4};
  const jobhost::Series all{
      .time = time, .open = price, .high = price, .low = price, .close = price, .volume = price, .version = 7};
  const auto part = all.between(20, 40);
  ASSERT_EQ(part.size(), 2U);
  EXPECT_EQ(part.time.data(), time.data() + 1);
  EXPECT_EQ(part.close[1], 3);
  EXPECT_EQ(part.version, 7);
  EXPECT_EQ(all.between(11, 31).size(), 2U);
  EXPECT_EQ(all.between(0, 100).size(), 4U);
  EXPECT_EQ(all.between(41, 100).size(), 0U);
  EXPECT_EQ(all.between(30, 20).size(), 0U);
}

TEST(Sdk, SettingsThatAreRefusedSayWhy) {
  Recorder recorder;
  void* instance = nullptr;
  const auto* plugin = jobhost::detail::plugin<Scripted>();
  EXPECT_EQ(plugin->init(&recorder.host, jobhost::to_abi(R"({"bad": 1})"), &instance), JOBHOST_FAILED);
  EXPECT_EQ(recorder.refusal, "settings.bad is not known");
}

}  // namespace
