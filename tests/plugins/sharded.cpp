// A job cut into shards, and what a test needs to see of it: every run of a phase appends a line to the file
// "trace". Payload: {"shards": 4, "trace": FILE, "gate": FILE (shards wait until it is there), "wait_from": 2
// (first shard that waits), "fail": 3, "fail_times": 1 (attempts), "merge_fails": 1 (attempts), "bytes": of each
// partial}.

#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <jobhost/plugin.hpp>
#include <string>
#include <thread>
#include <vector>

namespace {

using jobhost::Job;
using jobhost::json;

void trace(const Job& job, const std::string& what) {
  const auto file = job.payload().value("trace", std::string());
  if (file.empty()) { return; }
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  const auto line = what + "\n";
  [[maybe_unused]] const auto written = ::write(fd, line.data(), line.size());
  ::close(fd);
}

class Sharded : public jobhost::ShardedHandler {
 public:
  static jobhost::Descriptor describe() {
    return {.id = "sharded",
            .version = "1.0.0",
            .title = "Sharded",
            .description = "Squares numbers, one per shard.",
            .payload_schema = R"({"type": "object"})",
            .result_schema = R"({"type": "object"})",
            .example_payload = R"({"shards": 2})"};
  }

  std::vector<json> plan(Job& job) override {
    trace(job, "plan");
    if (job.payload().value("plan_fails", false)) { throw jobhost::JobError("no plan", "no_plan"); }
    std::vector<json> shards;
    for (int i = 0; i < job.payload().value("shards", 0); ++i) { shards.push_back({{"n", i}}); }
    return shards;
  }

  json run_shard(Job& job, const json& shard) override {
    const int n = shard.at("n").get<int>();
    trace(job, "start " + std::to_string(n));
    job.progress(0.5, "half");
    const auto& payload = job.payload();
    if (n >= payload.value("wait_from", 0)) { wait_for_gate(job); }
    if (n == payload.value("fail", -1) && static_cast<int>(job.attempt()) <= payload.value("fail_times", 100)) {
      throw std::runtime_error("shard fails on purpose");
    }
    job.log("shard " + std::to_string(n));
    trace(job, "done " + std::to_string(n));
    return {{"square", n * n}, {"filler", std::string(payload.value("bytes", std::size_t{0}), 'x')}};
  }

  json merge(Job& job, const std::vector<json>& partials) override {
    trace(job, "merge");
    job.progress(0.1, "merging");
    if (static_cast<int>(job.attempt()) <= job.payload().value("merge_fails", 0)) {
      throw std::runtime_error("merge fails on purpose");
    }
    json squares = json::array();
    std::size_t bytes = 0;
    for (const auto& partial : partials) {
      squares.push_back(partial.at("square"));
      bytes += partial.at("filler").get_ref<const std::string&>().size();
    }
    job.attach("squares.json", "application/json", squares.dump());
    return {{"squares", std::move(squares)}, {"bytes", bytes}};
  }

  // plan() made no shard.
  json run(Job& job) override {
    trace(job, "run");
    return {{"whole", true}};
  }

 private:
  static void wait_for_gate(Job& job) {
    const auto gate = job.payload().value("gate", std::string());
    while (!gate.empty() && ::access(gate.c_str(), F_OK) != 0) {
      job.throw_if_cancelled();
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  }
};

}  // namespace

JOBHOST_PLUGIN(Sharded)
