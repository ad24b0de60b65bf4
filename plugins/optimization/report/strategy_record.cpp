#include "optimization/report/strategy_record.hpp"

#include <fmt/format.h>

#include "optimization/report/execution_document.hpp"
#include "optimization/report/result_rows.hpp"
#include "optimization/report/utc_text.hpp"
#include "optimization/report/verdict_document.hpp"
#include "optimization/text_digest.hpp"
#include "quant/strategy/strategy_reader.hpp"

namespace optimization {
namespace {

using nlohmann::json;

// Leaves room for timeframe, strategy name (at most 64 bytes) and digest within the 200 bytes of a key.
constexpr std::size_t kMostSymbolBytes = 96;
constexpr int kRecordFormat = 1;

std::string joined_symbols(const std::vector<std::string>& symbols) {
  std::string text = symbols.front();
  for (std::size_t i = 1; i < symbols.size(); ++i) {
    if (text.size() + 1 + symbols[i].size() > kMostSymbolBytes) {
      return text + fmt::format("+{} more", symbols.size() - i);
    }
    text += '+' + symbols[i];
  }
  return text;
}

json series_of_record(const ReportInput& input, const Publication& publication) {
  const auto time = input.data.time();
  return {{"symbols", input.data.symbols},           {"timeframe", input.request.series.timeframe},
          {"versions", publication.series_versions}, {"bars", input.data.size()},
          {"first", utc_text(time.front())},         {"last", utc_text(time.back())}};
}

// What the identity of a published strategy is made of.
std::string identity_text(const ReportInput& input, const std::string& rules, const json& execution) {
  return fmt::format("{}\n{}\n{}\n{}", fmt::join(input.data.symbols, "+"), input.request.series.timeframe, rules,
                     execution.dump());
}

}  // namespace

StrategyRecord strategy_record(const ReportInput& input, std::size_t trial, const Publication& publication) {
  const auto& request = input.request;
  const auto& strategy = request.space.strategy();
  const auto& trials = input.outcome.trials;
  const auto rules = canonical_text(strategy, request.space.values_of(trials.point(trial)));
  auto execution = execution_document(request);
  const auto digest = digest_of(identity_text(input, rules, execution));
  const bool best = !input.outcome.ranking.empty() && input.outcome.ranking.front() == trial;
  return {.key = fmt::format("{}/{}/{}-{:016x}", joined_symbols(input.data.symbols), request.series.timeframe,
                             strategy.name, digest),
          .value = {{"format", kRecordFormat},
                    {"strategy", to_json(strategy)},
                    {"values", parameters_json(request.space, trials.point(trial))},
                    {"text", rules},
                    {"series", series_of_record(input, publication)},
                    {"execution", std::move(execution)},
                    {"objective", key_of(request.objectives.front())},
                    {"metrics", metrics_json(trials, trial)},
                    {"verdict", best ? verdict_document(input) : verdict_on_search(input)},
                    {"job_id", publication.job_id}}};
}

}  // namespace optimization
