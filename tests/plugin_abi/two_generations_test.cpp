// Two builds of one plugin in one process: what C++ would like to share between them (inline statics, statics of
// inline functions, thread_locals, the locale parts of <regex>) stays apart. Hosts never do this; debuggers and
// tools may.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "runtime/host_functions.hpp"
#include "runtime/plugin_library.hpp"
#include "support/marked_plugin.hpp"
#include "support/temporary_folder.hpp"

namespace jobhost {
namespace {

// The least that a job needs: a payload and somewhere to put the result.
class BareJob {
 public:
  BareJob() {
    fill_host_functions(job_);
    job_.payload = {"{}", 2};
    job_.host_data = this;
    job_.cancelled = [](const jobhost_job*) { return std::int32_t{0}; };
    job_.set_result = [](const jobhost_job* job, jobhost_string text) -> jobhost_status {
      static_cast<BareJob*>(job->host_data)->result_.assign(text.data, text.size);
      return JOBHOST_OK;
    };
  }
  nlohmann::json run(const PluginLibrary& plugin) {
    EXPECT_EQ(plugin.run(job_), JOBHOST_OK);
    return nlohmann::json::parse(result_);
  }

 private:
  jobhost_job job_{};
  std::string result_;
};

TEST(TwoGenerations, DoNotSeeEachOther) {
  const TemporaryFolder folder;
  write_in_place(folder / "one.so", marked_plugin("a1"));
  write_in_place(folder / "two.so", marked_plugin("a2"));
  PluginLibrary one(folder / "one.so", host_table());
  PluginLibrary two(folder / "two.so", host_table());
  one.init("{}");
  two.init(R"({"second": true})");
  BareJob job;
  for (int run = 1; run <= 3; ++run) {
    const auto result = job.run(one);
    EXPECT_EQ(result.at("marker"), "a1000000000000");
    EXPECT_EQ(result.at("runs"), run);
    EXPECT_EQ(result.at("local_runs"), run);
    EXPECT_EQ(result.at("runs_of_thread"), run);
    EXPECT_EQ(result.at("marker_matches"), true);
  }
  const auto result = job.run(two);
  EXPECT_EQ(result.at("marker"), "a2000000000000");
  EXPECT_EQ(result.at("settings"), nlohmann::json({{"second", true}}));
  EXPECT_EQ(result.at("runs"), 1);
  EXPECT_EQ(result.at("local_runs"), 1);
  EXPECT_EQ(result.at("runs_of_thread"), 1);
  EXPECT_EQ(result.at("marker_matches"), true);
  one.destroy();
  two.destroy();
}

}  // namespace
}  // namespace jobhost
