// The plugin: puts a job behind the algorithm. With job_data and job_observer, all of the ABI that this job type
// touches.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <jobhost/plugin.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "optimization/job_observer.hpp"
#include "optimization/optimization_run.hpp"
#include "optimization/progress_part.hpp"
#include "optimization/report/charts.hpp"
#include "optimization/report/equity_csv.hpp"
#include "optimization/report/result_document.hpp"
#include "optimization/report/result_schema.hpp"
#include "optimization/report/strategy_record.hpp"
#include "optimization/report/trades_csv.hpp"
#include "optimization/report/trials_csv.hpp"
#include "optimization/schemas.hpp"
#include "quant_job/job_bars.hpp"
#include "quant_job/text_digest.hpp"

namespace optimization {
namespace {

constexpr std::string_view kVersion = "2.0.0";

constexpr std::size_t kFewestBars = 2;  // of which a return can be computed

// Work is trials x bars. 1e9 is about a quarter of a second of one core: long beside what a shard costs by itself,
// which is a commit and a row of bars, some milliseconds.
constexpr std::uint64_t kShardWork = 1'000'000'000;
// A grid of less than so many shards' work is not cut: a second is not worth a plan, a merge and their commits.
constexpr std::uint64_t kFewestShards = 4;
constexpr std::uint64_t kMostShards = 64;
// A partial has about 70 bytes for each: 14 MB, well below max_output's default.
constexpr std::uint64_t kMostTrialsInShard = 200'000;

std::uint64_t read_shard_work(const jobhost::json& settings) {
  const auto found = settings.find("shard_work");
  if (found == settings.end()) { return kShardWork; }
  if (found->is_number_unsigned()) { return found->get<std::uint64_t>(); }
  throw std::invalid_argument("settings.shard_work is " + found->dump() +
                              "; must be a whole number of trials x bars, or 0 to cut no job into shards");
}

// What the figures of a trial depend on: a resumed attempt may use those of an earlier one only if this is the
// same.
std::uint64_t identity_of(const jobhost::json& payload, const quant_job::JobBars& data) {
  return quant_job::digest_of(fmt::format("{} {} {}", kVersion, payload.dump(), fmt::join(data.versions(), " ")));
}

// `seen`: a shard as it was planned, or the partial that came of it.
void require_same_versions(const quant_job::JobBars& data, const jobhost::json& seen) {
  if (seen.at("versions").get<std::vector<std::int64_t>>() == data.versions()) { return; }
  throw jobhost::JobError("a series was imported anew while the job ran: submit the job again", "series_changed");
}

class OptimizationPlugin : public jobhost::ShardedHandler {
 public:
  static jobhost::Descriptor describe() {
    return {.id = "optimization",
            .version = kVersion,
            .title = "Strategy optimization",
            .description = "Searches the parameters of a strategy on bars, and says what the best are worth.",
            .payload_schema = kPayloadSchema,
            .result_schema = kResultSchema,
            .example_payload = kExamplePayload};
  }

  void configure(const jobhost::json& settings) override { shard_work_ = read_shard_work(settings); }

  std::vector<jobhost::json> plan(jobhost::Job& job) override {
    const auto request = read_request(job.payload());
    if (request.method != search::Method::grid) { return {}; }
    const quant_job::JobBars data(job, request.series, kFewestBars);
    const auto bars = data.data().size();
    if (!may_be_cut(candidates_of(request), bars)) { return {}; }
    const RangePlan validation(request.validation, bars);  // refuses what no shard could answer
    JobObserver observer(job, request, data.data(), 0);
    const auto trials = count_trials(request, observer);
    if (!may_be_cut(trials, bars)) { return {}; }
    std::vector<jobhost::json> shards;
    for (const auto& piece : cut_grid(request, trials_in_shard(trials, bars), observer)) {
      shards.push_back(
          {{"first", piece.first}, {"last", piece.last}, {"versions", data.versions()}, {"trials", trials}});
    }
    return shards;
  }

  jobhost::json run_shard(jobhost::Job& job, const jobhost::json& shard) override {
    const auto request = read_request(job.payload());
    const quant_job::JobBars data(job, request.series, kFewestBars);
    require_same_versions(data, shard);
    const RangePlan plan(request.validation, data.data().size());
    JobObserver observer(job, request, data.data(), 0, JobObserver::Part::shard);
    const auto all = shard.at("trials").get<std::size_t>();
    const auto kept = all <= kMostTrials ? kMostTrials : kMostTrials / kMostShards;
    const auto set = evaluate_grid({.request = request,
                                    .data = data.data(),
                                    .plan = plan,
                                    .observer = observer,
                                    .trials = trials_in_shard(all, data.data().size()),
                                    .kept = kept},
                                   {shard.at("first").get<std::uint64_t>(), shard.at("last").get<std::uint64_t>()});
    static_cast<void>(observer.count_trials(static_cast<std::int64_t>(set.evaluated)));
    return {{"part", trial_set_to_text(set)}, {"versions", data.versions()}};
  }

  jobhost::json merge(jobhost::Job& job, const std::vector<jobhost::json>& partials) override {
    const auto request = read_request(job.payload());
    const quant_job::JobBars data(job, request.series, kFewestBars);
    const RangePlan plan(request.validation, data.data().size());
    JobObserver observer(job, request, data.data(), 0, JobObserver::Part::merge);
    const auto metrics = metrics_of(request);
    TrialSet set{.trials = TrialTable(request.space.axes().size(), metrics), .folds = {}};
    for (const auto& partial : partials) {
      observer.throw_if_cancelled();
      require_same_versions(data, partial);
      join(set,
           trial_set_from_text(partial.at("part").get_ref<const std::string&>(), request.space.axes().size(),
                               metrics, plan.splits()),
           request.objectives.front());
    }
    return write(job, request, data, conclude(request, data.data(), plan, std::move(set), observer), observer);
  }

  // A search, or a grid that is too small to be cut.
  jobhost::json run(jobhost::Job& job) override {
    const auto request = read_request(job.payload());
    job.progress(
        0, "reading " + fmt::format("{} {}", fmt::join(request.series.symbols, ", "), request.series.timeframe));
    const quant_job::JobBars data(job, request.series, kFewestBars);
    const RangePlan plan(request.validation, data.data().size());
    JobObserver observer(job, request, data.data(), identity_of(job.payload(), data));
    auto set = make_trials(request, data.data(), plan, observer);
    return write(job, request, data, conclude(request, data.data(), plan, std::move(set), observer), observer);
  }

 private:
  static jobhost::json write(const jobhost::Job& job, const Request& request, const quant_job::JobBars& data,
                             const Outcome& outcome, Observer& observer) {
    const ReportInput input{request, data.data(), outcome};
    ProgressPart last(observer, kReportFrom, 1);
    job.attach("combinations.csv", "text/csv", trials_csv(input, last));
    if (!outcome.ranking.empty()) {
      job.attach("trades.csv", "text/csv", trades_csv(input));
      job.attach("equity.csv", "text/csv", equity_csv(input));
    }
    auto result = result_document(input, publish(job, input, data));
    if (request.charts) { result["charts"] = charts(input); }
    observer.progress(1, "done");
    return result;
  }

  // The keys of what was published.
  static std::vector<std::string> publish(const jobhost::Job& job, const ReportInput& input,
                                          const quant_job::JobBars& data) {
    std::vector<std::string> keys;
    const auto count = std::min(input.request.publish, input.outcome.ranking.size());
    for (std::size_t i = 0; i < count; ++i) {
      auto record = strategy_record(input, input.outcome.ranking[i],
                                    {.job_id = job.id(), .series_versions = data.versions()});
      job.records().put(quant_job::kStrategyCollection, record.key, record.value);
      keys.push_back(std::move(record.key));
    }
    return keys;
  }

  [[nodiscard]] bool may_be_cut(std::uint64_t trials, std::size_t bars) const {
    return shard_work_ > 0 && static_cast<double>(trials) * static_cast<double>(bars) >=
                                  static_cast<double>(kFewestShards) * static_cast<double>(shard_work_);
  }

  [[nodiscard]] std::size_t trials_in_shard(std::uint64_t trials, std::size_t bars) const {
    const auto by_work = std::min(std::max<std::uint64_t>(shard_work_ / bars, 1), kMostTrialsInShard);
    return std::max<std::uint64_t>(by_work, (trials + kMostShards - 1) / kMostShards);
  }

  std::uint64_t shard_work_ = kShardWork;
};

}  // namespace
}  // namespace optimization

JOBHOST_PLUGIN(optimization::OptimizationPlugin)
