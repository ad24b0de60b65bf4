#include "job/plugin_generation.hpp"

#include <algorithm>
#include <array>

namespace jobhost {
namespace {

constexpr std::array<std::string_view, 7> kGenerationStateNames{"staged", "probed",   "active",     "draining",
                                                                "gone",   "rejected", "rolled_back"};

}  // namespace

std::string_view to_string(GenerationState state) {
  return kGenerationStateNames[static_cast<std::size_t>(state)];
}

std::optional<GenerationState> parse_generation_state(std::string_view text) {
  const auto* found = std::find(kGenerationStateNames.begin(), kGenerationStateNames.end(), text);
  if (found == kGenerationStateNames.end()) { return std::nullopt; }
  return static_cast<GenerationState>(found - kGenerationStateNames.begin());
}

bool is_over(GenerationState state) {
  return state == GenerationState::gone || state == GenerationState::rejected ||
         state == GenerationState::rolled_back;
}

}  // namespace jobhost
