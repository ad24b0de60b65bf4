// From decisions to positions: walks one combination through its bars, from fill to fill, and books every position
// on its account. The order of events in a bar is that of execution_model.hpp. Pure; any thread.
#pragma once

#include "quant/backtest/execution_model.hpp"
#include "quant/backtest/signals.hpp"
#include "quant/sweep/decisions.hpp"
#include "quant/sweep/holdings_account.hpp"
#include "quant/sweep/stop_memory.hpp"
#include "quant/sweep/stop_search.hpp"

namespace quant {

// What the walks of a sweep share. Borrowed; constant. The model is proportional (edge_costs.hpp).
struct WalkTerms {
  const ExecutionModel& model;
  const AccountTerms& account;
  const StopSearch* stops;  // needed when a combination has a stop
};

// memory: of combinations with the same decisions and time stop, when the rules have no trailing stop; or nullptr.
// The account is the same bytes either way.
void walk_positions(const Decisions& decisions, const ExitRules& rules, const WalkTerms& terms,
                    HoldingsAccount& account, StopMemory* memory = nullptr);

}  // namespace quant
