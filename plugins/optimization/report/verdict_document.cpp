#include "optimization/report/verdict_document.hpp"

#include <nlohmann/json.hpp>

#include "optimization/report/result_rows.hpp"
#include "optimization/report/verdict_words.hpp"
#include "quant_job/json_numbers.hpp"

namespace optimization {

using nlohmann::json;

json verdict_document(const ReportInput& input) {
  const auto& verdict = input.outcome.verdict;
  return {{"psr", quant_job::number_json(verdict.psr)},
          {"dsr", quant_job::number_json(verdict.dsr)},
          {"pbo", quant_job::number_json(verdict.pbo)},
          {"spa_p", quant_job::number_json(verdict.spa_p)},
          {"reality_check_p", quant_job::number_json(verdict.reality_check_p)},
          {"min_btl_years", quant_job::number_json(verdict.min_btl_years)},
          {"min_trl_years", quant_job::number_json(verdict.min_trl_years)},
          {"walk_forward_efficiency", quant_job::number_json(verdict.walk_forward_efficiency)},
          {"plateau", quant_job::number_json(verdict.plateau)},
          {"expected_max_sharpe", quant_job::number_json(verdict.expected_max_sharpe)},
          {"years", quant_job::number_json(verdict.years)},
          {"trials", verdict.trials},
          {"job_trials", verdict.job_trials},
          {"ledger", verdict.ledger},
          {"remarks", verdict.remarks},
          {"words", verdict_words(input)}};
}

json verdict_on_search(const ReportInput& input) {
  auto document = verdict_document(input);
  for (const auto* key : {"psr", "dsr", "min_btl_years", "min_trl_years", "plateau"}) { document[key] = nullptr; }
  document["words"] = json::array();
  return document;
}

}  // namespace optimization
