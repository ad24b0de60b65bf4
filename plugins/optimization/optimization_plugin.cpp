// The plugin: puts a job behind the algorithm. All of the ABI that this job type touches is in this file.
#include <cstdint>
#include <jobhost/plugin.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "optimization/combinations_csv.hpp"
#include "optimization/grid_shards.hpp"
#include "optimization/metrics_text.hpp"
#include "optimization/observer.hpp"
#include "optimization/optimization_request.hpp"
#include "optimization/optimization_run.hpp"
#include "optimization/result_document.hpp"
#include "optimization/schemas.hpp"

namespace optimization {
namespace {

class JobObserver : public Observer {
 public:
  explicit JobObserver(const jobhost::Job& job) : job_(job) {}
  void progress(double fraction, std::string_view message) override { job_.progress(fraction, message); }
  void warn(std::string_view message) override { job_.log(jobhost::LogLevel::warning, message); }
  void throw_if_cancelled() override { job_.throw_if_cancelled(); }

 private:
  const jobhost::Job& job_;
};

std::uint64_t read_shard_work(const jobhost::json& settings) {
  const auto found = settings.find("shard_work");
  if (found == settings.end()) { return kShardWork; }
  if (found->is_number_unsigned()) { return found->get<std::uint64_t>(); }
  throw std::invalid_argument("settings.shard_work is " + found->dump() +
                              "; must be a whole number of combinations x bars, or 0 to cut no job into shards");
}

class OptimizationPlugin : public jobhost::ShardedHandler {
 public:
  static jobhost::Descriptor describe() {
    return {.id = "optimization",
            .version = "1.0.0",
            .title = "Strategy optimization",
            .description = "Backtests every combination of a strategy's parameters on one series and ranks them.",
            .payload_schema = kPayloadSchema,
            .result_schema = kResultSchema,
            .example_payload = kExamplePayload};
  }

  void configure(const jobhost::json& settings) override { shard_work_ = read_shard_work(settings); }

  std::vector<jobhost::json> plan(jobhost::Job& job) override {
    JobObserver observer(job);
    const auto request = read_request(job.payload());
    const auto bars = job.series(request.symbol, request.timeframe);
    if (!may_be_cut(request, bars.size())) { return {}; }
    const auto combinations = list_combinations(request, bars.close, observer);
    std::vector<jobhost::json> shards;
    for (auto& shard : cut_grid(combinations, request.parameters, bars.size(), shard_work_)) {
      shard.series_version = bars.version;
      shards.push_back(to_json(shard));
    }
    return shards;
  }

  jobhost::json run_shard(jobhost::Job& job, const jobhost::json& document) override {
    JobObserver observer(job);
    const auto request = read_request(job.payload());
    const auto shard = grid_shard_from_json(document);
    const auto bars = job.series(request.symbol, request.timeframe);
    if (bars.version != shard.series_version) {
      throw jobhost::JobError("series " + request.symbol + " " + request.timeframe +
                                  " was imported anew while the job ran: submit the job again",
                              "series_changed");
    }
    const auto part = enumerate_between(request.parameters, request.constraint, shard.first, shard.last, observer);
    return {{"metrics", metrics_to_text(sweep(request, bars.close, part, 1, observer))}};
  }

  jobhost::json merge(jobhost::Job& job, const std::vector<jobhost::json>& partials) override {
    JobObserver observer(job);
    const auto request = read_request(job.payload());
    OptimizationOutcome outcome;
    outcome.combinations = enumerate(request.parameters, request.constraint, observer);
    outcome.metrics.reserve(outcome.combinations.size());
    for (const auto& partial : partials) {
      observer.throw_if_cancelled();
      const auto part = metrics_from_text(partial.at("metrics").get_ref<const std::string&>());
      outcome.metrics.insert(outcome.metrics.end(), part.begin(), part.end());
    }
    if (outcome.metrics.size() != outcome.combinations.size()) {
      throw std::runtime_error("the shards have not as many rows as the grid has combinations");
    }
    rank_outcome(request, outcome, observer);
    return write(job, outcome, observer);
  }

  // A grid that is too small to be cut.
  jobhost::json run(jobhost::Job& job) override {
    JobObserver observer(job);
    const auto request = read_request(job.payload());
    observer.progress(0, "reading " + request.symbol + " " + request.timeframe);
    const auto bars = job.series(request.symbol, request.timeframe);
    const auto outcome = run_optimization(request, bars.close, observer);
    return write(job, outcome, observer);
  }

 private:
  static jobhost::json write(const jobhost::Job& job, const OptimizationOutcome& outcome, Observer& observer) {
    job.attach("combinations.csv", "text/csv", combinations_csv(outcome, observer));
    observer.progress(1, "done");
    return result_document(outcome);
  }
  // Before any is listed: most grids are small, and are not to be listed twice.
  [[nodiscard]] bool may_be_cut(const OptimizationRequest& request, std::size_t bars) const {
    double work = static_cast<double>(bars);
    for (const auto& range : request.parameters) { work *= static_cast<double>(range.count()); }
    return shard_work_ > 0 && work >= static_cast<double>(kFewestShards) * static_cast<double>(shard_work_);
  }

  std::uint64_t shard_work_ = kShardWork;
};

}  // namespace
}  // namespace optimization

JOBHOST_PLUGIN(optimization::OptimizationPlugin)
