#include "optimization/report/verdict_document.hpp"

#include <nlohmann/json.hpp>

#include "optimization/report/result_rows.hpp"
#include "optimization/report/verdict_words.hpp"

namespace optimization {

using nlohmann::json;

json verdict_document(const ReportInput& input) {
  const auto& verdict = input.outcome.verdict;
  return {{"psr", number_json(verdict.psr)},
          {"dsr", number_json(verdict.dsr)},
          {"pbo", number_json(verdict.pbo)},
          {"spa_p", number_json(verdict.spa_p)},
          {"reality_check_p", number_json(verdict.reality_check_p)},
          {"min_btl_years", number_json(verdict.min_btl_years)},
          {"min_trl_years", number_json(verdict.min_trl_years)},
          {"walk_forward_efficiency", number_json(verdict.walk_forward_efficiency)},
          {"plateau", number_json(verdict.plateau)},
          {"expected_max_sharpe", number_json(verdict.expected_max_sharpe)},
          {"years", number_json(verdict.years)},
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
