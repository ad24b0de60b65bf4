#include "optimization/judgement/judge.hpp"

#include <fmt/format.h>

#include <cmath>

#include "optimization/evaluation/exact_run.hpp"
#include "optimization/judgement/plateau_of_best.hpp"
#include "optimization/judgement/sampled_returns.hpp"
#include "quant/inference/moments.hpp"
#include "quant/inference/overfitting_probability.hpp"
#include "quant/inference/sharpe_verdict.hpp"
#include "quant/inference/superior_ability.hpp"
#include "quant/statistics/returns.hpp"

namespace optimization {
namespace {

void judge_sharpe(const JudgedJob& job, const Outcome& outcome, Verdict& verdict) {
  const double periods = job.request.execution.model.periods_per_year;
  const auto returns = quant::returns_of(outcome.best.equity, job.request.execution.model.cash);
  const auto moments = quant::moments_of(returns);
  const quant::SharpeSample sample{.sharpe = quant::sharpe_of(returns),
                                   .periods = static_cast<double>(returns.size()),
                                   .skew = moments.skew,
                                   .kurtosis = moments.kurtosis};
  const auto trials = static_cast<double>(verdict.trials);
  const double annual = sample.sharpe * std::sqrt(periods);
  const double annual_variance = job.set.sharpe.variance();
  verdict.years = static_cast<double>(returns.size()) / periods;
  verdict.psr = quant::probabilistic_sharpe(sample);
  verdict.dsr = quant::deflated_sharpe(sample, trials, annual_variance / periods);
  verdict.expected_max_sharpe = quant::expected_maximum_sharpe(trials, annual_variance);
  verdict.min_btl_years = quant::minimum_backtest_years(trials, annual);
  verdict.min_trl_years = quant::minimum_track_record(sample) / periods;
}

void judge_overfitting(const JudgedJob& job, const SampledReturns& sampled, Verdict& verdict) {
  const auto blocks = job.request.verdict.cscv_blocks;
  if (sampled.columns < 2 || sampled.rows < 2 * blocks) {
    verdict.remarks.push_back(fmt::format("no PBO: it needs at least 2 trials and {} bars, there are {} and {}",
                                          2 * blocks, sampled.columns, sampled.rows));
    return;
  }
  const auto probability = quant::overfitting_probability(sampled.view(), blocks);
  verdict.pbo = probability.pbo;
  for (const auto& split : probability.splits) { verdict.logits.push_back(split.logit); }
}

void judge_superiority(const JudgedJob& job, SampledReturns sampled, Verdict& verdict) {
  if (sampled.rows < 3) { return; }
  if (job.request.verdict.against_buy_hold) {
    const auto market = quant::returns_of(buy_and_hold(job.data, job.request.execution.model.cash),
                                          job.request.execution.model.cash);
    for (std::size_t i = 0; i < sampled.values.size(); ++i) { sampled.values[i] -= market[i % sampled.rows]; }
  }
  const auto ability = quant::superior_ability(
      sampled.view(), {.bootstrap = {.seed = job.request.seed, .replicates = job.request.verdict.bootstrap}});
  verdict.spa_p = ability.consistent;
  verdict.reality_check_p = ability.reality_check;
}

}  // namespace

Verdict judge(const JudgedJob& job, const Outcome& outcome, const std::function<void(double)>& progress) {
  Verdict verdict;
  verdict.job_trials = static_cast<std::int64_t>(job.set.evaluated);
  verdict.ledger = job.ledger.has_value();
  verdict.trials = job.ledger ? job.ledger->evaluations : verdict.job_trials;
  verdict.walk_forward_efficiency = outcome.validation.efficiency.efficiency;
  if (outcome.ranking.empty() || !job.request.verdict.wanted) { return verdict; }
  verdict.plateau = plateau_of_best(job.request, outcome);
  judge_sharpe(job, outcome, verdict);
  auto sampled = sample_returns(job.request, job.data, outcome, [&](double part) { progress(part / 2); });
  progress(0.5);
  judge_overfitting(job, sampled, verdict);
  progress(0.7);
  judge_superiority(job, std::move(sampled), verdict);
  return verdict;
}

}  // namespace optimization
