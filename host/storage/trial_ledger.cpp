#include "storage/trial_ledger.hpp"

#include <fmt/format.h>

namespace jobhost {

std::optional<std::string> problem_of_trials(const SeriesKey& key, std::int64_t evaluations) {
  if (!is_valid_symbol(key.symbol)) {
    return fmt::format("symbol is \"{:.80}\"; must be 1 to 64 of A-Z a-z 0-9 . _ : / -", key.symbol);
  }
  if (!is_valid_timeframe(key.timeframe)) {
    return fmt::format("timeframe is \"{:.80}\"; must be a number and s, m, h, d or w, such as 1d", key.timeframe);
  }
  if (evaluations < 0 || evaluations > kMostEvaluations) {
    return fmt::format("evaluations is {}; must be 0 to {}: all that this job has made so far", evaluations,
                       kMostEvaluations);
  }
  return std::nullopt;
}

}  // namespace jobhost
