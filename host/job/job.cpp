#include "job/job.hpp"

#include <algorithm>
#include <array>

namespace jobhost {
namespace {

constexpr std::array<std::string_view, 7> kOutcomeNames{
    "succeeded", "failed", "cancelled", "timeout", "crashed", "resource_exceeded", "lost"};

}  // namespace

std::string_view to_string(AttemptOutcome outcome) {
  return kOutcomeNames[static_cast<std::size_t>(outcome)];
}

std::optional<AttemptOutcome> parse_attempt_outcome(std::string_view text) {
  const auto* found = std::find(kOutcomeNames.begin(), kOutcomeNames.end(), text);
  if (found == kOutcomeNames.end()) { return std::nullopt; }
  return static_cast<AttemptOutcome>(found - kOutcomeNames.begin());
}

}  // namespace jobhost
