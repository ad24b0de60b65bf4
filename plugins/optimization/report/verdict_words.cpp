#include "optimization/report/verdict_words.hpp"

#include <fmt/format.h>

#include <cmath>

#include "quant/charts/encoding.hpp"

namespace optimization {
namespace {

// Below this DSR a Sharpe ratio is not told from luck; the usual 5 %.
constexpr double kConvincing = 0.95;
// Pardo (2008) asks for an efficiency of 0.5 to 0.6.
constexpr double kLeastEfficiency = 0.5;
// Where luck alone gives 0.5, half of that is the least that can be called good. Our own line.
constexpr double kGoodPbo = 0.25;
constexpr double kSignificant = 0.05;
constexpr std::size_t kMostSentences = 3;

std::string percent(double fraction) {
  return fmt::format("{:.0f} %", 100 * fraction);
}

std::string trials_text(const Verdict& verdict) {
  const auto count = quant::count_text(static_cast<std::size_t>(verdict.trials));
  return verdict.ledger ? count + " trials on this series by all jobs" : count + " trials";
}

std::string luck_sentence(const Verdict& verdict, double sharpe) {
  auto text = fmt::format(
      "After {} the best one is expected to show a Sharpe ratio of {:.2f} by luck alone; this one has "
      "{:.2f}",
      trials_text(verdict), verdict.expected_max_sharpe, sharpe);
  if (!std::isfinite(verdict.dsr)) { return text + "."; }
  return text + fmt::format(", and the probability that it is real is {}{}.", percent(verdict.dsr),
                            verdict.dsr >= kConvincing ? "" : ", which is not convincing (95 % would be)");
}

std::string overfitting_sentence(double pbo) {
  const auto meaning = pbo <= kGoodPbo ? "clearly better than that"
                       : pbo < 0.5     ? "a little better than that"
                                       : "no better";
  return fmt::format(
      "The probability that choosing the best trial only fitted the past is {} (PBO); 50 % is what luck "
      "alone gives, so this is {}.",
      percent(pbo), meaning);
}

std::string walk_forward_sentence(double efficiency) {
  if (efficiency <= 0) {
    return fmt::format(
        "On bars that the search had not seen the chosen parameters lost money (walk-forward efficiency "
        "{:.2f}).",
        efficiency);
  }
  return fmt::format(
      "On bars that the search had not seen the chosen parameters earned {} of what they earned where they "
      "were chosen (walk-forward efficiency); {}.",
      percent(efficiency), efficiency >= kLeastEfficiency ? "50 % or more is good" : "50 % is asked for");
}

std::string superiority_sentence(double p, bool against_buy_hold) {
  return fmt::format("That the best trial beats {}, with all trials counted, {} (p = {:.2f}, Hansen's SPA).",
                     against_buy_hold ? "buy and hold" : "cash",
                     p <= kSignificant ? "is unlikely to be chance" : "may well be chance", p);
}

std::string length_sentence(const Verdict& verdict) {
  return fmt::format(
      "The bars cover {:.1f} years; after so many trials {:.1f} years are the least in which this Sharpe "
      "ratio would not be expected by luck.",
      verdict.years, verdict.min_btl_years);
}

}  // namespace

std::vector<std::string> verdict_words(const ReportInput& input) {
  const auto& verdict = input.outcome.verdict;
  if (input.outcome.ranking.empty()) {
    return {"No trial has a value of the objective within the limits, so there is nothing to judge."};
  }
  if (!input.request.verdict.wanted) { return {"No verdict was asked for."}; }
  std::vector<std::string> words;
  const double sharpe = input.outcome.best.performance.sharpe;
  if (std::isfinite(verdict.expected_max_sharpe) && std::isfinite(sharpe)) {
    words.push_back(luck_sentence(verdict, sharpe));
  }
  if (std::isfinite(verdict.pbo)) { words.push_back(overfitting_sentence(verdict.pbo)); }
  if (std::isfinite(verdict.walk_forward_efficiency)) {
    words.push_back(walk_forward_sentence(verdict.walk_forward_efficiency));
  }
  if (words.size() < kMostSentences && std::isfinite(verdict.spa_p)) {
    words.push_back(superiority_sentence(verdict.spa_p, input.request.verdict.against_buy_hold));
  }
  if (words.size() < kMostSentences && std::isfinite(verdict.min_btl_years) && std::isfinite(verdict.years)) {
    words.push_back(length_sentence(verdict));
  }
  if (words.empty()) { words.emplace_back("There are too few bars or trades to judge the best trial."); }
  return words;
}

}  // namespace optimization
