#include "optimization/job_observer.hpp"

#include <algorithm>

namespace optimization {
namespace {

using std::chrono::steady_clock;

// A picture in the log is about 8 KB; a job of an hour has some hundreds of them.
constexpr auto kBetweenPictures = std::chrono::seconds(2);

}  // namespace

JobObserver::JobObserver(const jobhost::Job& job, const Request& request, const quant_job::MarketData& data,
                         std::uint64_t identity, Part part)
    : job_(job),
      request_(request),
      data_(data),
      identity_(identity),
      part_(part),
      live_(request.space, request.objectives.front()) {}

void JobObserver::progress(double fraction, std::string_view message) {
  const auto best = live_.best_text();
  job_.progress(fraction, best.empty() ? std::string(message) : std::string(message) + "; " + best);
  const auto now = steady_clock::now();
  if (now - shown_at_ < kBetweenPictures || part_ == Part::merge) { return; }
  shown_at_ = now;
  job_.log(jobhost::LogLevel::info, "live " + live_.text(trials_));
}

// Of several symbols each has seen all trials; the total is the largest.
std::optional<LedgerTotals> JobObserver::count_trials(std::int64_t trials) {
  const auto ledger = job_.trials();
  if (!ledger.offered()) { return std::nullopt; }
  LedgerTotals totals;
  for (std::size_t i = 0; i < data_.symbols.size(); ++i) {
    const auto& timeframe = data_.source_timeframe(i, request_.series.timeframe);
    const auto counted = ledger.count(data_.symbols[i], timeframe, part_ == Part::merge ? 0 : trials);
    totals.evaluations = std::max(totals.evaluations, counted.evaluations);
  }
  return totals;
}

std::optional<std::string> JobObserver::load_checkpoint() {
  return job_.checkpoint();
}

void JobObserver::save_checkpoint(std::string_view bytes) {
  job_.save_checkpoint(bytes);
}

}  // namespace optimization
