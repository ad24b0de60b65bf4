// The C++ SDK against a host that this test plays: what a handler throws becomes what the ABI says.

#include <gtest/gtest.h>

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
  EXPECT_EQ(run(recorder, [](jobhost::Job& job) { return jobhost::json{{"y", job.payload().at("x")}}; }), JOBHOST_OK);
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

TEST(Sdk, SettingsThatAreRefusedSayWhy) {
  Recorder recorder;
  void* instance = nullptr;
  const auto* plugin = jobhost::detail::plugin<Scripted>();
  EXPECT_EQ(plugin->init(&recorder.host, jobhost::to_abi(R"({"bad": 1})"), &instance), JOBHOST_FAILED);
  EXPECT_EQ(recorder.refusal, "settings.bad is not known");
}

}  // namespace
