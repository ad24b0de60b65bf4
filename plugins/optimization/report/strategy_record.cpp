#include "optimization/report/strategy_record.hpp"

#include <nlohmann/json.hpp>

#include "optimization/report/result_rows.hpp"
#include "optimization/report/verdict_document.hpp"

namespace optimization {

quant_job::StrategyRecord strategy_record(const ReportInput& input, std::size_t trial,
                                          const Publication& publication) {
  const auto& request = input.request;
  const auto& trials = input.outcome.trials;
  const auto time = input.data.time();
  const bool best = !input.outcome.ranking.empty() && input.outcome.ranking.front() == trial;
  return quant_job::record_of({.series = {.symbols = input.data.symbols,
                                          .timeframe = request.series.timeframe,
                                          .versions = publication.series_versions,
                                          .bars = input.data.size(),
                                          .first_us = time.front(),
                                          .last_us = time.back(),
                                          .making = request.series.making},
                               .strategy = request.space.strategy(),
                               .values = request.space.values_of(trials.point(trial)),
                               .execution = request.execution,
                               .objective = std::string(key_of(request.objectives.front())),
                               .metrics = metrics_json(trials, trial),
                               .verdict = best ? verdict_document(input) : verdict_on_search(input),
                               .job_id = publication.job_id});
}

}  // namespace optimization
