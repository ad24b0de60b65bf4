// One content of a plugin file as one job type met it: staged, probed, active, and what came after. Stored, so that
// a restart in any state comes up right and an operator can see what was refused and why. Plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "support/clock.hpp"

namespace jobhost {

// staged: the file was copied and passed the checks that need none of its code. probed: a runner loaded it and its
// self-test passed. active: new jobs go to it. draining: another one is active, its last jobs are ending. gone:
// they have ended. rejected: it never became active. rolled_back: it crashed too often and is quarantined.
enum class GenerationState { staged, probed, active, draining, gone, rejected, rolled_back };
std::string_view to_string(GenerationState state);
std::optional<GenerationState> parse_generation_state(std::string_view text);
// gone, rejected, rolled_back.
bool is_over(GenerationState state);

// Why a generation was refused; all empty when it was not.
struct Refusal {
  std::string code;  // a stable word
  std::string reason;
  std::string fix;
};

struct PluginGeneration {
  std::int64_t id = 0;
  std::string job_type;
  std::string digest;   // SHA-256 of the file
  std::string version;  // what the plugin says of itself; empty until it has been loaded
  std::string source;   // the file that jobs.yaml named
  GenerationState state = GenerationState::staged;
  Refusal refusal;
  Timestamp staged_at;
  std::optional<Timestamp> activated_at;
  std::optional<Timestamp> ended_at;
};

}  // namespace jobhost
