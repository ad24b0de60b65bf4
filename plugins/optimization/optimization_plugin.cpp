// The plugin: puts a job behind the algorithm. All of the ABI that this job type touches is in this file.
#include <jobhost/plugin.hpp>

#include "optimization/combinations_csv.hpp"
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

class OptimizationPlugin : public jobhost::Handler {
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

  jobhost::json run(jobhost::Job& job) override {
    JobObserver observer(job);
    const auto request = read_request(job.payload());
    observer.progress(0, "reading " + request.symbol + " " + request.timeframe);
    const auto bars = job.series(request.symbol, request.timeframe);
    const auto outcome = run_optimization(request, bars.close, observer);
    job.attach("combinations.csv", "text/csv", combinations_csv(outcome, observer));
    observer.progress(1, "done");
    return result_document(outcome);
  }
};

}  // namespace
}  // namespace optimization

JOBHOST_PLUGIN(optimization::OptimizationPlugin)
