#include "http/http_metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <map>
#include <mutex>
#include <vector>

namespace jobhost {
namespace {

const prometheus::Histogram::BucketBoundaries kSeconds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                       0.1,    0.25,  0.5,    1,     5,    30,    60};
const prometheus::Histogram::BucketBoundaries kBatches{1, 2, 4, 8, 16, 32, 64, 128, 256, 512};

}  // namespace

struct HttpMetrics::Parts {
  struct LiveGauge {
    prometheus::Gauge& gauge;
    std::function<double()> value;
  };
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& answers = prometheus::BuildCounter()
                                                         .Name("jobhost_http_requests_total")
                                                         .Help("Answers by route and status")
                                                         .Register(registry);
  prometheus::Family<prometheus::Histogram>& durations =
      prometheus::BuildHistogram()
          .Name("jobhost_http_request_duration_seconds")
          .Help("From the last byte of the request to the answer, by route; long-polls wait on purpose")
          .Register(registry);
  prometheus::Family<prometheus::Counter>& refusals = prometheus::BuildCounter()
                                                          .Name("jobhost_http_refusals_total")
                                                          .Help("Requests refused, by reason")
                                                          .Register(registry);
  prometheus::Histogram& batches = prometheus::BuildHistogram()
                                       .Name("jobhost_http_submission_batch_size")
                                       .Help("Submissions that shared one durable insert")
                                       .Register(registry)
                                       .Add({}, kBatches);
  std::vector<LiveGauge> gauges;  // constant once the server runs

  // Guarded by mutex: finding a child of a family builds and hashes its labels, this is one look-up.
  std::mutex mutex;
  std::map<std::pair<std::string_view, int>, prometheus::Counter*> counter_of;
  std::map<std::string_view, prometheus::Histogram*> histogram_of;
};

HttpMetrics::HttpMetrics() : parts_(std::make_unique<Parts>()) {}
HttpMetrics::~HttpMetrics() = default;

void HttpMetrics::count_answer(std::string_view route, int status, std::chrono::duration<double> taken) {
  const std::lock_guard lock(parts_->mutex);
  auto& counter = parts_->counter_of[{route, status}];
  if (counter == nullptr) {
    counter = &parts_->answers.Add({{"route", std::string(route)}, {"status", std::to_string(status)}});
  }
  auto& histogram = parts_->histogram_of[route];
  if (histogram == nullptr) { histogram = &parts_->durations.Add({{"route", std::string(route)}}, kSeconds); }
  counter->Increment();
  histogram->Observe(taken.count());
}

void HttpMetrics::count_refusal(const std::string& reason) {
  parts_->refusals.Add({{"reason", reason}}).Increment();
}

void HttpMetrics::count_batch(std::size_t jobs) {
  parts_->batches.Observe(static_cast<double>(jobs));
}

void HttpMetrics::add_gauge(const std::string& name, const std::string& help, std::function<double()> value) {
  auto& gauge = prometheus::BuildGauge().Name(name).Help(help).Register(parts_->registry).Add({});
  parts_->gauges.push_back({gauge, std::move(value)});
}

std::string HttpMetrics::text() const {
  for (const auto& live : parts_->gauges) { live.gauge.Set(live.value()); }
  return prometheus::TextSerializer().Serialize(parts_->registry.Collect());
}

}  // namespace jobhost
