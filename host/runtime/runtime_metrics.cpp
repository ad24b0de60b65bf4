#include "runtime/runtime_metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace jobhost {
namespace {

const prometheus::Histogram::BucketBoundaries kSeconds{0.001, 0.01, 0.1, 1, 10, 60, 600, 3600};

}  // namespace

struct RuntimeMetrics::Families {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& attempts = prometheus::BuildCounter()
                                                          .Name("jobhost_attempts_total")
                                                          .Help("Attempts that ended, by outcome.")
                                                          .Register(registry);
  prometheus::Family<prometheus::Counter>& finished = prometheus::BuildCounter()
                                                          .Name("jobhost_jobs_finished_total")
                                                          .Help("Jobs that reached a terminal state.")
                                                          .Register(registry);
  prometheus::Family<prometheus::Histogram>& seconds =
      prometheus::BuildHistogram().Name("jobhost_attempt_seconds").Help("Run time of attempts.").Register(registry);
  prometheus::Counter& requeued =
      prometheus::BuildCounter()
          .Name("jobhost_jobs_requeued_total")
          .Help("Running jobs that came back because their lease or their host was lost.")
          .Register(registry)
          .Add({});
  prometheus::Counter& lease_lost = prometheus::BuildCounter()
                                        .Name("jobhost_leases_lost_total")
                                        .Help("Attempts whose end was not stored because the lease was lost.")
                                        .Register(registry)
                                        .Add({});
  prometheus::Family<prometheus::Counter>& trials =
      prometheus::BuildCounter()
          .Name("jobhost_trials_counted_total")
          .Help("Evaluations of strategies that jobs have added to the ledger of trials.")
          .Register(registry);
  prometheus::Family<prometheus::Counter>& generations = prometheus::BuildCounter()
                                                             .Name("jobhost_plugin_generations_total")
                                                             .Help("Generations of plugins that came into a state.")
                                                             .Register(registry);
  prometheus::Family<prometheus::Counter>& reloads = prometheus::BuildCounter()
                                                         .Name("jobhost_reloads_total")
                                                         .Help("Looks at jobs.yaml and the plugin files.")
                                                         .Register(registry);
};

RuntimeMetrics::RuntimeMetrics() : families_(std::make_unique<Families>()) {}
RuntimeMetrics::~RuntimeMetrics() = default;

void RuntimeMetrics::count_attempt(const std::string& type, AttemptOutcome outcome, JobState next, double seconds) {
  families_->attempts.Add({{"type", type}, {"outcome", std::string(to_string(outcome))}}).Increment();
  families_->seconds.Add({{"type", type}}, kSeconds).Observe(seconds);
  if (is_terminal(next)) {
    families_->finished.Add({{"type", type}, {"state", std::string(to_string(next))}}).Increment();
  }
}

void RuntimeMetrics::count_requeued(int jobs) {
  families_->requeued.Increment(jobs);
}
void RuntimeMetrics::count_lease_lost() {
  families_->lease_lost.Increment();
}

void RuntimeMetrics::count_trials(const std::string& type, std::int64_t evaluations) {
  families_->trials.Add({{"type", type}}).Increment(static_cast<double>(evaluations));
}

void RuntimeMetrics::count_generation(const std::string& type, GenerationState state) {
  families_->generations.Add({{"type", type}, {"state", std::string(to_string(state))}}).Increment();
}

void RuntimeMetrics::count_reload(const std::string& trigger, bool refused_anything) {
  families_->reloads.Add({{"trigger", trigger}, {"outcome", refused_anything ? "refused" : "ok"}}).Increment();
}

std::string RuntimeMetrics::text() const {
  return prometheus::TextSerializer().Serialize(families_->registry.Collect());
}

}  // namespace jobhost
