// The payload of an optimization job, read and checked as far as that is possible without the bars. Plain data.
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "optimization/request/parameter_space.hpp"
#include "optimization/search/run_search.hpp"
#include "quant/statistics/metrics.hpp"
#include "quant_job/execution_choice.hpp"
#include "quant_job/metric_limits.hpp"
#include "quant_job/series_choice.hpp"

namespace optimization {

enum class ValidationMethod { none, walk_forward, purged_k_fold, cpcv };

struct ValidationRequest {
  ValidationMethod method = ValidationMethod::none;
  bool rolling = false;         // walk_forward: windows of one length; else anchored at the first bar
  std::size_t folds = 5;        // walk_forward, purged_k_fold; groups of cpcv
  std::size_t test_groups = 2;  // cpcv
  std::size_t train_bars = 0;   // walk_forward; 0: from folds
  std::size_t test_bars = 0;
  std::size_t gap_bars = 0;      // walk_forward: between train and test
  std::size_t holding_bars = 0;  // purged_k_fold, cpcv: bars that a trade may last, purged before a test
  std::size_t embargo_bars = 0;  // purged_k_fold, cpcv: left out behind a test
};

struct VerdictRequest {
  bool wanted = true;
  std::size_t sampled_trials = 100;  // whose returns PBO and SPA look at, evenly spaced over all trials
  std::size_t cscv_blocks = 16;      // even, 2..20
  std::size_t bootstrap = 500;       // replicates of SPA
  bool against_buy_hold = true;      // SPA's benchmark; false: cash
};

struct Request {
  quant_job::SeriesChoice series;
  ParameterSpace space;
  search::Method method = search::Method::grid;
  search::Budget budget = {};
  std::uint64_t seed = 1;
  std::vector<quant::Metric> objectives = {};       // one, or several for a Pareto front; the first ranks
  std::vector<quant_job::MetricLimit> limits = {};  // trials outside are not ranked (they are counted)
  quant_job::ExecutionChoice execution = {};
  ValidationRequest validation = {};
  VerdictRequest verdict = {};
  std::size_t top = 10;
  std::size_t publish = 1;  // how many of the best are put into the collection `strategies`
  bool charts = true;
};

// Throws jobhost::JobError that names the field, the value and what was expected.
Request read_request(const nlohmann::json& payload);

}  // namespace optimization
