// A job behind the algorithm's observer: progress with the best trial so far, the live picture in the job's log,
// trials in the ledger, checkpoints. The thread of run().
#pragma once

#include <chrono>
#include <jobhost/plugin.hpp>
#include <string>

#include "optimization/observer.hpp"
#include "optimization/report/live_report.hpp"
#include "optimization/request/request.hpp"
#include "quant_job/market_data.hpp"

namespace optimization {

class JobObserver final : public Observer {
 public:
  // What part of a job this is: a merge makes no trials of its own, its shards have counted theirs.
  enum class Part { whole, shard, merge };
  JobObserver(const jobhost::Job& job, const Request& request, const quant_job::MarketData& data,
              std::uint64_t identity, Part part = Part::whole);

  void progress(double fraction, std::string_view message) override;
  void warn(std::string_view message) override { job_.log(jobhost::LogLevel::warning, message); }
  void throw_if_cancelled() override { job_.throw_if_cancelled(); }
  void expect_trials(std::uint64_t trials) override { trials_ = trials; }
  void on_trial(std::span<const double> point, double objective) override { live_.add(point, objective); }
  std::optional<LedgerTotals> count_trials(std::int64_t trials) override;
  [[nodiscard]] std::uint64_t identity() const override { return identity_; }
  std::optional<std::string> load_checkpoint() override;
  void save_checkpoint(std::string_view bytes) override;

 private:
  const jobhost::Job& job_;
  const Request& request_;
  const quant_job::MarketData& data_;
  const std::uint64_t identity_;
  const Part part_;
  LiveReport live_;
  std::optional<std::uint64_t> trials_;
  std::chrono::steady_clock::time_point shown_at_ = std::chrono::steady_clock::now();
};

}  // namespace optimization
