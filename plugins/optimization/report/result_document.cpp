#include "optimization/report/result_document.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "optimization/report/best_run_document.hpp"
#include "optimization/report/result_rows.hpp"
#include "optimization/report/validation_document.hpp"
#include "optimization/report/verdict_document.hpp"
#include "quant_job/utc_text.hpp"

namespace optimization {
namespace {

using nlohmann::json;

// In the order of search::StopReason.
constexpr std::array<std::string_view, 4> kStopKeys{"budget", "patience", "target", "exhausted"};

json strategy_json(const quant::Strategy& strategy) {
  return {{"name", strategy.name}, {"summary", strategy.summary}, {"text", canonical_text(strategy)}};
}

json series_json(const ReportInput& input) {
  const auto time = input.data.time();
  auto made_from = json::array();
  for (std::size_t i = 0; i < input.data.symbols.size(); ++i) {
    made_from.push_back(input.data.source_timeframe(i, input.request.series.timeframe));
  }
  auto gaps = json::array();
  for (const auto& report : input.data.gaps) { gaps.push_back(quant_job::gap_document(report)); }
  return {{"symbols", input.data.symbols},
          {"timeframe", input.request.series.timeframe},
          {"bars", input.data.size()},
          {"first", quant_job::utc_text(time.front())},
          {"last", quant_job::utc_text(time.back())},
          {"made_from", std::move(made_from)},
          {"gaps", std::move(gaps)}};
}

// A huge grid keeps the figures of its best trials only.
std::size_t trials_made(const Outcome& outcome) {
  return std::max(outcome.trials.size(),
                  static_cast<std::size_t>(std::max<std::int64_t>(0, outcome.verdict.job_trials)));
}

json search_json(const ReportInput& input) {
  const auto& outcome = input.outcome;
  auto objectives = json::array();
  for (const auto objective : input.request.objectives) { objectives.push_back(key_of(objective)); }
  json candidates = nullptr;
  if (outcome.candidates > 0) { candidates = outcome.candidates; }
  return {{"method", key_of(input.request.method)},
          {"objectives", std::move(objectives)},
          {"seed", input.request.seed},
          {"trials", trials_made(outcome)},
          {"kept", outcome.trials.size()},
          {"candidates", std::move(candidates)},
          {"stopped", kStopKeys.at(static_cast<std::size_t>(outcome.stopped))},
          {"outside_limits", outcome.outside_limits},
          {"windows_too_long", outcome.windows_too_long},
          {"front_size", outcome.front.size()}};
}

json rows_json(const ReportInput& input, std::span<const std::size_t> trials) {
  auto rows = json::array();
  for (const auto trial : trials) { rows.push_back(trial_json(input.request.space, input.outcome.trials, trial)); }
  return rows;
}

std::vector<std::size_t> shown_of_front(const std::vector<std::size_t>& front) {
  if (front.size() <= kMostFrontRows) { return front; }
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < kMostFrontRows; ++i) {
    shown.push_back(front[i * (front.size() - 1) / (kMostFrontRows - 1)]);
  }
  return shown;
}

}  // namespace

json result_document(const ReportInput& input, std::span<const std::string> published) {
  auto top = rows_json(input, input.outcome.ranking);
  json best = top.empty() ? json(nullptr) : top.front();
  json document{{"strategy", strategy_json(input.request.space.strategy())},
                {"series", series_json(input)},
                {"search", search_json(input)},
                {"combinations", trials_made(input.outcome)},
                {"best", std::move(best)},
                {"top", std::move(top)},
                {"best_run", best_run_document(input)},
                {"validation", validation_document(input)},
                {"verdict", verdict_document(input)},
                {"published", std::vector<std::string>(published.begin(), published.end())}};
  if (input.request.objectives.size() > 1) {
    document["front"] = rows_json(input, shown_of_front(input.outcome.front));
  }
  return document;
}

}  // namespace optimization
